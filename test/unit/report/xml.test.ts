import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { HostEvent, ScanEvent } from '../../../src/model/event.ts'
import { xmlWriter } from '../../../src/report/index.ts'
import { head, openPort, scanEvent, tail } from './arbitrary-events.ts'
import { elements, readXml } from './read-xml.ts'
import { writeAll } from './write-all.ts'

function finished(address: string, facts: Partial<HostEvent> = {}): HostEvent {
  return { kind: 'host', status: 'finished', target: address, address, family: 4, unprobed: 0, ...facts }
}

test('a scan has its head, what was scanned, its hosts and its end', () => {
  const run = readXml(
    writeAll(xmlWriter(), [
      openPort(),
      finished('192.0.2.7'),
      { kind: 'skipped', target: 'gone.example', reason: 'unresolved' },
      { kind: 'skipped', target: '192.0.2.9', address: '192.0.2.9', reason: 'excluded' },
      { kind: 'warning', code: 'local-resource', message: '--> slow <!--' },
    ]),
  )
  expect([run.name, run.attributes]).toEqual([
    'nmaprun',
    {
      scanner: 'portscan-core',
      args: 'portscan-core {"ports":["top-1000"]}',
      start: '1795244400',
      startstr: 'Sat Nov 21 07:00:00 2026',
      version: '0.1.0',
      xmloutputversion: '1.05',
    },
  ])
  expect(elements(run, 'scaninfo').map(({ attributes }) => attributes)).toEqual([
    { type: 'connect', protocol: 'tcp', numservices: '3', services: '22,80,443' },
  ])
  expect(elements(run, 'port')).toHaveLength(1)
  expect(elements(run, 'target').map(({ attributes }) => attributes)).toEqual([
    { specification: 'gone.example', status: 'skipped', reason: 'invalid' },
  ])
  expect(elements(run, 'finished')[0]?.attributes).toEqual({
    time: '1795244401',
    timestr: 'Sat Nov 21 07:00:01 2026',
    summary: '1 host (1 up) scanned in 1.20 seconds',
    elapsed: '1.20',
    exit: 'success',
  })
  expect(elements(run, 'hosts')[0]?.attributes).toEqual({ up: '1', down: '0', total: '1' })
})

test('a host is written when it is finished, one that was cut off at the end', () => {
  const writer = xmlWriter()
  writer.begin(head)
  expect(writer.event(openPort({ address: '192.0.2.8' }))).toBe('')
  expect(writer.event(openPort())).toBe('')
  expect(writer.event(finished('192.0.2.7'))).toContain('<address addr="192.0.2.7" addrtype="ipv4"/>')
  const end = [...writer.end({ ...tail, interrupted: true })]
  expect(end).toHaveLength(2)
  expect(end[0]).toContain('addr="192.0.2.8"')
  expect(end[1]).toContain('exit="error" errormsg="interrupted"')
})

test('what is down is counted, and not listed unless something is known of it', () => {
  const gone = { target: '192.0.2.9', address: '192.0.2.9' } as const
  const run = readXml(
    writeAll(xmlWriter(), [
      finished('192.0.2.9', { status: 'down', reason: 'no-response' }),
      { kind: 'skipped', ...gone, reason: 'host-down' },
      { kind: 'skipped', target: '192.0.2.8', address: '192.0.2.8', reason: 'host-down' },
      finished('192.0.2.8', { counts: { filtered: { 'no-response': 7 } } }),
      finished('192.0.2.7'),
    ]),
  )
  expect(elements(run, 'status').map(({ attributes }) => attributes['state'])).toEqual(['down', 'up'])
  expect(elements(run, 'hosts')[0]?.attributes).toEqual({ up: '1', down: '2', total: '3' })
})

test('any events make well-formed XML with every port in it (H17)', () => {
  fc.assert(
    fc.property(fc.array(scanEvent, { maxLength: 8 }), (events) => {
      const text = writeAll(xmlWriter(), events)
      expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/) // eslint-disable-line no-control-regex
      const ports = events.filter(({ kind }: ScanEvent) => kind === 'port')
      expect(elements(readXml(text), 'port')).toHaveLength(ports.length)
    }),
    { numRuns: 500 },
  )
})
