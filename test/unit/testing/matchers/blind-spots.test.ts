import { expect, test } from 'vitest'
import { scan, type ScanReport } from '../../../../src/index.ts'
import { blindSpots } from '../../../../src/testing/matchers/blind-spots.ts'
import { connector } from './exposed-world.ts'

const looked = (): Promise<ScanReport> => scan('192.0.2.7', { ports: '22-24', connector }).report()
const skipped = { kind: 'skipped', target: '192.0.2.9', address: '192.0.2.9' } as const

test('a host that was looked at has none', async () => {
  expect(blindSpots(await looked())).toEqual([])
})

test.each<[string, (report: ScanReport) => Partial<ScanReport>, string]>([
  ['no host', () => ({ hosts: [] }), 'no host is in the report'],
  [
    'an address without a way to it',
    () => ({ skipped: [{ ...skipped, reason: 'no-route' }] }),
    '192.0.2.9: no-route',
  ],
  [
    'a host that is down, alone',
    () => ({ hosts: [], skipped: [{ ...skipped, reason: 'host-down' }] }),
    'host-down',
  ],
  ['a doubtful canary', ({ hosts: [host] }) => ({ hosts: [{ ...host!, marks: ['suspect'] }] }), 'suspect'],
  [
    'ports without a verdict',
    ({ hosts: [host] }) => ({ hosts: [{ ...host!, unprobed: 2 }] }),
    '2 ports without a verdict',
  ],
  [
    'open ports that are only counted',
    ({ hosts: [host] }) => ({ hosts: [{ ...host!, ports: [] }] }),
    '1 open port not listed',
  ],
  [
    'a report of who is there',
    ({ hosts: [host] }) => ({ hosts: [{ ...host!, scanned: '', counts: {}, ports: [] }] }),
    'no port of it was scanned',
  ],
])('%s', async (_, change, words) => {
  const report = await looked()
  expect(blindSpots({ ...report, ...change(report) })).toEqual([expect.stringContaining(words)])
})

test('what was left out on purpose, or was looked for and is not there, is none', async () => {
  const left = (['excluded', 'host-down'] as const).map((reason) => ({ ...skipped, reason }))
  expect(blindSpots({ ...(await looked()), skipped: left })).toEqual([])
})
