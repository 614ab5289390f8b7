import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { HostEvent } from '../../../src/model/event.ts'
import { textWriter } from '../../../src/report/index.ts'
import { head, openPort, openService, scanEvent, stats, tail } from './arbitrary-events.ts'
import { writeAll } from './write-all.ts'

const certificate = {
  subject: 'CN=www.example',
  issuer: 'CN=Example CA',
  names: ['www.example', 'example'],
  notBefore: '2026-01-01T00:00:00.000Z',
  notAfter: '2027-01-05T00:00:00.000Z',
  fingerprint256: '00',
  selfSigned: true,
}

function live(...events: Parameters<ReturnType<typeof textWriter>['event']>[0][]): string {
  const writer = textWriter()
  return events.map((event) => writer.event(event)).join('')
}

function finished(address: string, facts: Partial<HostEvent> = {}): HostEvent {
  return { kind: 'host', status: 'finished', target: address, address, family: 4, unprobed: 0, ...facts }
}

test('a name that only the port number says is marked as a guess', () => {
  expect(live(openPort())).toBe('192.0.2.7        443/tcp    open  https?\n')
  expect(live(openPort({ service: openService({ name: 'http', confidence: 'port-table' }) }))).toContain(
    'open  http?',
  )
})

test('a service is told with product, version and what its TLS said', () => {
  const tls = { version: 'TLSv1.3', certificate }
  const service = openService({ product: 'nginx', version: '1.24.0', tls })
  expect(live(openPort({ service }))).toBe(
    '192.0.2.7        443/tcp    open  tls/http  nginx 1.24.0, TLSv1.3, www.example +1, self-signed, until 2027-01-05\n',
  )
  const smtp = openService({ name: 'smtp', tls: { version: 'TLSv1.2', starttls: 'smtp' } })
  expect(live(openPort({ port: 25, service: smtp }))).toContain('open  smtp      TLSv1.2 by STARTTLS')
})

test('without a service, the banner is quoted, cut and escaped', () => {
  const banner = new TextEncoder().encode(`\x1b]0;x\x07${'A'.repeat(200)}\r\n`)
  expect(live(openPort({ banner }))).toContain(`“\\x1b]0;x\\x07${'A'.repeat(53)}…”`)
})

test('the reason is given where it is not the usual one', () => {
  expect(live(openPort({ reason: 'conn-reset' }))).toContain('open  https?    (conn-reset)')
  const refused = openPort({ state: 'closed', reason: 'conn-refused', errorCode: 'ECONNREFUSED' })
  expect(live(refused)).toContain('closed  https?    (conn-refused)')
  const failed = openPort({ state: 'unknown', reason: 'system-error', errorCode: 'EWHAT' })
  expect(live(failed)).toContain('unknown  https?    (system-error EWHAT)')
})

test('columns stay aligned once a wider cell has come', () => {
  const lines = live(openPort({ address: '2001:db8::aaaa:bbbb:cccc' }), openPort()).split('\n')
  expect(lines[0]?.indexOf('443/tcp')).toBe(lines[1]?.indexOf('443/tcp'))
})

test('what is skipped is told when it comes, but not each address that is excluded or nobody’s', () => {
  expect(live({ kind: 'skipped', target: 'gone.example', reason: 'unresolved' })).toBe(
    'gone.example: skipped, unresolved\n',
  )
  expect(live({ kind: 'skipped', target: '192.0.2.1', reason: 'excluded' })).toBe('')
  expect(live({ kind: 'skipped', target: '192.0.2.1', reason: 'host-down' })).toBe('')
})

test('the summary sorts hosts and ports, and counts the rest by reason', () => {
  const text = writeAll(textWriter(), [
    openPort({ address: '192.0.2.10' }),
    openPort({ port: 443, name: 'www.example' }),
    openPort({ port: 22, portName: 'ssh', name: 'www.example' }),
    finished('192.0.2.7', {
      name: 'www.example',
      counts: {
        open: { 'syn-ack': 2 },
        closed: { 'conn-refused': 997 },
        filtered: { 'no-response': 1, 'host-unreach': 1 },
      },
    }),
    finished('192.0.2.8', { counts: { closed: { 'conn-refused': 1000 } } }),
    { kind: 'skipped', target: 'gone.example', reason: 'unresolved' },
  ])
  expect(text.slice(text.indexOf('\n\n') + 2)).toBe(
    [
      '192.0.2.7 (www.example)  2 open, 997 closed (conn-refused), 2 filtered (1 no-response, 1 host-unreach)',
      '     22/tcp  open  ssh?',
      '    443/tcp  open  https?',
      '192.0.2.8  1,000 closed (conn-refused)',
      '192.0.2.10  1 open port so far',
      '    443/tcp  open  https?',
      'skipped: 1 unresolved',
      '2 hosts, 2,000 ports in 1.20 s: 3 open, 1,997 closed (conn-refused)',
      '2,010 probes sent (10 again), 1,675 a second; half of the answers within 0.2 ms, nine in ten within 0.4 ms',
      '',
    ].join('\n'),
  )
})

test('many hosts with nothing open are one line', () => {
  const hosts = Array.from({ length: 100 }, (_, index) =>
    finished(`192.0.2.${index}`, {
      counts: { closed: { 'conn-refused': 10 }, filtered: { 'no-response': 1 } },
    }),
  )
  const text = writeAll(textWriter(), hosts)
  expect(text).toContain(
    '84 other hosts with nothing open: 840 closed (conn-refused), 84 filtered (no-response)',
  )
  expect(text.split('\n').length).toBeLessThan(30)
})

test('an interrupted scan says so', () => {
  const writer = textWriter()
  writer.begin(head)
  expect([...writer.end({ ...tail, interrupted: true })].join('')).toContain(
    'interrupted after 2 hosts, 2,000 ports in 1.20 s',
  )
})

test('ports without a verdict are counted', () => {
  const writer = textWriter()
  expect([...writer.end({ ...tail, stats: { ...stats, unprobed: 5 } })].join('')).toContain(
    '; 5 ports not probed',
  )
})

test('no event carries a control character or a line of its own into the text (H13, H15)', () => {
  fc.assert(
    fc.property(fc.array(scanEvent, { maxLength: 5 }), (events) => {
      const text = writeAll(textWriter(), events)
      expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/) // eslint-disable-line no-control-regex
      const lines = events.map((event) => live(event))
      for (const line of lines) expect(line.split('\n').length).toBeLessThanOrEqual(2)
    }),
    { numRuns: 1_000 },
  )
})

test('where the width is known, facts are broken between words and go on under their column', () => {
  const title = 'a page about many things that are not here any more'
  const service = openService({ product: 'nginx', version: '1.24.0', details: { title } })
  const writer = textWriter({ width: 80 })
  const shown = [writer.event(openPort({ service })), ...writer.end(tail)].join('').split('\n')
  const start = shown[0]!.indexOf('nginx')
  expect(shown[1]).toMatch(new RegExp(`^ {${String(start)}}\\S`))
  for (const line of shown) expect(line.length).toBeLessThanOrEqual(80)
  // Too narrow for a column: the terminal breaks it.
  expect(textWriter({ width: 50 }).event(openPort({ service })).split('\n')).toHaveLength(2)
})

test('what a service said that has no name is quoted', () => {
  const service = openService({ name: 'unknown', confidence: 'port-table' })
  const banner = new TextEncoder().encode('who is there?\r\n')
  expect(live(openPort({ service, banner }))).toContain('unknown?  “who is there?”')
})
