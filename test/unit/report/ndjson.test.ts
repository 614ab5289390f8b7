import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ScanEvent } from '../../../src/model/event.ts'
import { ScanError } from '../../../src/model/errors.ts'
import { ndjsonWriter } from '../../../src/report/index.ts'
import { head, openPort, scanEvent, tail } from './arbitrary-events.ts'
import { writeAll } from './write-all.ts'

function allLines(events: readonly ScanEvent[]): Record<string, unknown>[] {
  const text = writeAll(ndjsonWriter(), events)
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Record<string, unknown>)
}

/** Without the first line and the last one. */
function parsed(events: readonly ScanEvent[]): Record<string, unknown>[] {
  return allLines(events).slice(1, -1)
}

test('the first line and the last one are the scan itself', () => {
  expect(allLines([])).toEqual([
    { kind: 'scan', status: 'started', ...head },
    { kind: 'scan', status: 'finished', ...tail },
  ])
})

test('a port has the names of PortResult', () => {
  expect(parsed([openPort({ name: 'www.example', tag: 'web' })])).toEqual([
    openPort({ name: 'www.example', tag: 'web' }),
  ])
})

test('bytes are text, base64, and whether there was more', () => {
  const received = Buffer.from('SSH-2.0-x\r\n\xff', 'latin1')
  const sent = new Uint8Array()
  const exchange = { probe: 'listen', sent, received, truncated: true, end: 'data', rtt: 1 } as const
  const [port] = parsed([openPort({ banner: received.subarray(0, 4), exchanges: [exchange] })])
  expect(port).toMatchObject({
    banner: { text: 'SSH-', base64: 'U1NILQ==', truncated: true },
    exchanges: [
      {
        sent: { text: '', base64: '', truncated: false },
        received: { text: 'SSH-2.0-x\r\n\ufffd', base64: received.toString('base64'), truncated: true },
        truncated: true,
      },
    ],
  })
})

test('an error is its code, its message and its facts', () => {
  const cause = Object.assign(new Error('queryA ENOTFOUND'), { code: 'ENOTFOUND' })
  const error = new ScanError('ERR_RESOLVE', 'gone.example has no address', { failure: 'not-found', cause })
  const [skipped] = parsed([{ kind: 'skipped', target: 'gone.example', reason: 'unresolved', error }])
  expect(skipped).toEqual({
    kind: 'skipped',
    target: 'gone.example',
    reason: 'unresolved',
    error: {
      code: 'ERR_RESOLVE',
      message: 'gone.example has no address',
      failure: 'not-found',
      cause: { code: 'ENOTFOUND', message: 'queryA ENOTFOUND' },
    },
  })
})

test('any event is one line of printable JSON that gives back its texts and bytes (H15, H16)', () => {
  fc.assert(
    fc.property(fc.array(scanEvent, { maxLength: 5 }), (events) => {
      const text = writeAll(ndjsonWriter(), events)
      // Also for readers that split at U+0085, U+2028 and the like.
      expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202e]/) // eslint-disable-line no-control-regex
      const lines = parsed(events)
      expect(lines).toHaveLength(events.length)
      for (const [index, event] of events.entries()) {
        expect(lines[index]).toMatchObject({
          kind: event.kind,
          ...('target' in event && { target: event.target }),
        })
        if (event.kind !== 'port' || event.banner === undefined) continue
        const { base64 } = lines[index]?.['banner'] as { base64: string }
        expect(Buffer.from(base64, 'base64').equals(Buffer.from(event.banner))).toBe(true)
      }
    }),
    { numRuns: 500 },
  )
})
