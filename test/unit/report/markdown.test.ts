import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { HostEvent, Skipped } from '../../../src/model/event.ts'
import { markdownWriter } from '../../../src/report/index.ts'
import { head, openPort, openService, scanEvent, tail } from './arbitrary-events.ts'
import { readMarkdown } from './read-markdown.ts'
import { writeAll } from './write-all.ts'

function finished(address: string, facts: Partial<HostEvent> = {}): HostEvent {
  return { kind: 'host', status: 'finished', target: address, address, family: 4, unprobed: 0, ...facts }
}

test('a section for each host with ports, then the others, what was skipped and the warnings', () => {
  const counts = { open: { 'syn-ack': 1 }, closed: { 'conn-refused': 996 }, filtered: { 'no-response': 2 } }
  const service = openService({ product: 'nginx', version: '1.24.0', tls: { version: 'TLSv1.3' } })
  const mac = { mac: '00:00:5e:00:53:01', vendor: 'Example' }
  const text = writeAll(markdownWriter(), [
    finished('192.0.2.9', { counts: { closed: { 'conn-refused': 999 } } }),
    openPort({ service }),
    openPort({
      port: 53,
      transport: 'udp',
      portName: 'domain',
      state: 'open|filtered',
      reason: 'no-response',
    }),
    finished('192.0.2.7', { counts, unprobed: 1, names: ['a.example'], ...mac, marks: ['partial'] }),
    { kind: 'skipped', target: 'gone.example', reason: 'unresolved' },
    { kind: 'skipped', target: '192.0.2.1', reason: 'excluded' },
    { kind: 'warning', code: 'local-resource', message: 'no sockets left' },
  ])
  expect(text).toBe(`# Port scan

\`portscan-core 0.1.0\`, \`2026-11-21T07:00:00.000Z\`, ports \`top-1000\`

2 hosts, 2,000 ports in 1.20 s: 3 open, 1,997 closed (conn-refused)

## \`192.0.2.7\` (\`a.example\`)

1 open, 996 closed (conn-refused), 2 filtered (no-response), 1 not probed, \`00:00:5e:00:53:01 Example\`, partial

| port | state | service | details |
| --- | --- | --- | --- |
| \`443/tcp\` | open | \`tls/http\` | \`nginx 1.24.0, TLSv1.3\` |
| \`53/udp\` | open\\|filtered (no-response) | \`domain?\` |  |

1 host without such a port: 999 closed (conn-refused)

## Skipped

1 unresolved, 1 excluded

- \`gone.example: skipped, unresolved\`

## Warnings

- \`no sockets left (local-resource)\`

`)
})

test('says that it was cut off, and what was asked for', () => {
  const writer = markdownWriter()
  expect([writer.begin({ ...head, options: { ports: 'web' } }), writer.event(openPort())]).toEqual(['', ''])
  const text = [...writer.end({ ...tail, interrupted: true })].join('')
  expect(text).toContain('`, ports `web`\n\ninterrupted after 2 hosts, ')
})

test('a long list is cut', () => {
  const skipped = Array.from({ length: 130 }, (_, at): Skipped => {
    return { kind: 'skipped', target: `host${at}.example`, reason: 'unresolved' }
  })
  const text = writeAll(markdownWriter(), skipped)
  expect(text.match(/^- `host/gm)).toHaveLength(100)
  expect(text).toContain('\n- 30 more\n')
})

test('any events make tables that no cell breaks, without a tag or a link (H15, H19)', () => {
  fc.assert(
    fc.property(fc.array(scanEvent, { maxLength: 8 }), (events) => {
      const text = writeAll(markdownWriter(), events)
      expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]/) // eslint-disable-line no-control-regex
      const rows = readMarkdown(text).flatMap((table) => table.slice(2))
      expect(rows).toHaveLength(events.filter(({ kind }) => kind === 'port').length)
    }),
    { numRuns: 500 },
  )
})
