import { expect, test } from 'vitest'
import { eventLog } from '../../../src/cli/event-log.ts'
import type { ScanEvent } from '../../../src/index.ts'
import { openPort } from '../report/arbitrary-events.ts'

const events: ScanEvent[] = [
  openPort(),
  { kind: 'skipped', target: 'gone.example', reason: 'unresolved' },
  { kind: 'skipped', target: '192.0.2.1', reason: 'excluded' },
  { kind: 'skipped', target: '192.0.2.2', reason: 'host-down' },
  { kind: 'warning', code: 'special-address', message: 'a name led to loopback', target: 'odd.example' },
  { kind: 'host', status: 'up', target: '192.0.2.7', address: '192.0.2.7', family: 4 },
]

function logged(format: 'text' | 'csv'): string[] {
  const lines: string[] = []
  const log = eventLog((level, message) => lines.push(`${level} ${message}`), format)
  for (const event of events) log(event)
  return lines
}

test('what a table of ports has no place for is a warning', () => {
  expect(logged('csv')).toEqual([
    'warn gone.example: skipped, unresolved',
    'debug 192.0.2.1: skipped, excluded',
    'debug 192.0.2.2: skipped, host-down',
    'warn odd.example: a name led to loopback (special-address)',
    'debug 192.0.2.7 up',
  ])
})

test('what the results tell themselves is for -v', () => {
  expect(logged('text').map((line) => line.split(' ')[0])).toEqual([
    'info',
    'debug',
    'debug',
    'info',
    'debug',
  ])
})
