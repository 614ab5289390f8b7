import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { HostEvent } from '../../../src/model/event.ts'
import { grepableWriter } from '../../../src/report/index.ts'
import { head, openPort, openService, scanEvent, tail } from './arbitrary-events.ts'
import { readGrepable } from './read-grepable.ts'
import { writeAll } from './write-all.ts'

const finished: HostEvent = {
  kind: 'host',
  status: 'finished',
  target: '192.0.2.7',
  address: '192.0.2.7',
  family: 4,
  name: 'www.example',
  counts: { open: { 'syn-ack': 2 }, filtered: { 'no-response': 7 }, closed: { 'conn-refused': 991 } },
}

test('two lines a host, with a head and an end', () => {
  const ssh = openService({ name: 'ssh', product: 'OpenSSH', version: '9.2p1', info: 'protocol 2.0' })
  const web = openService({ product: 'a/b', version: '1,2\t3', tls: { version: 'TLSv1.3' } })
  const name = 'www.example'
  const text = writeAll(grepableWriter(), [
    openPort({ name, service: web }),
    openPort({ name, port: 22, service: ssh }),
    finished,
  ])
  expect(text.split('\n')).toEqual([
    '# portscan-core 0.1.0 scan initiated Sat Nov 21 07:00:00 2026 as: portscan-core {"ports":["top-1000"]}',
    '# Ports scanned: TCP(3;22,80,443) UDP(0;) SCTP(0;) PROTOCOLS(0;)',
    'Host: 192.0.2.7 (www.example)\tStatus: Up',
    'Host: 192.0.2.7 (www.example)\tPorts: 22/open/tcp//ssh//OpenSSH 9.2p1 (protocol 2.0)/, ' +
      '443/open/tcp//ssl|http//a|b 1;2\\x093/\tIgnored State: closed (991), filtered (7)',
    '# portscan-core done at Sat Nov 21 07:00:01 2026 -- 1 IP address (1 host up) scanned in 1.20 seconds',
    '',
  ])
})

test('a name that only the port number says has a question mark where the service was asked', () => {
  const guess = openService({ name: 'https', confidence: 'port-table' })
  const text = writeAll(grepableWriter(), [openPort(), openPort({ port: 8443, service: guess })])
  expect(readGrepable(text)[0]?.ports.map((fields) => fields[4])).toEqual(['https', 'https?'])
})

test('a host is written when it is finished, one that was cut off at the end', () => {
  const writer = grepableWriter()
  writer.begin(head)
  expect(writer.event(openPort({ address: '192.0.2.8' }))).toBe('')
  expect(writer.event(finished)).toContain('Host: 192.0.2.7 (www.example)\tPorts: \tIgnored')
  const end = [...writer.end({ ...tail, interrupted: true })]
  expect(end[0]).toContain('Host: 192.0.2.8 ()\tPorts: 443/open/tcp//https///')
  expect(end[1]).toContain('# portscan-core interrupted at ')
})

test('any events make lines that scripts take apart rightly (H15)', () => {
  fc.assert(
    fc.property(fc.array(scanEvent, { maxLength: 8 }), (events) => {
      const text = writeAll(grepableWriter(), events)
      expect(text.replaceAll('\t', '')).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]/) // eslint-disable-line no-control-regex
      const ports = events.flatMap((event) => (event.kind === 'port' ? [`${event.port}`] : []))
      const read = readGrepable(text).flatMap((host) => host.ports.map(([port]) => port))
      expect(read.sort()).toEqual(ports.sort())
    }),
    { numRuns: 500 },
  )
})
