import { expect, test } from 'vitest'
import type { HostEvent } from '../../../src/model/event.ts'
import { formatPorts } from '../../../src/model/format-ports.ts'
import { parsePorts } from '../../../src/targets/parse-ports.ts'
import { gatherReport } from '../../../src/report/gather-report.ts'
import { reportEvents } from '../../../src/report/write-report.ts'
import { head, openPort, tail } from './arbitrary-events.ts'

const host: HostEvent = { kind: 'host', status: 'up', target: '192.0.2.7', address: '192.0.2.7', family: 4 }

test('a host is one, from its first sign to its end', () => {
  const gatherer = gatherReport(head)
  gatherer.add(host)
  gatherer.add(openPort())
  const counts = { open: { 'syn-ack': 1 }, closed: { 'conn-refused': 9 } } as const
  gatherer.add({ ...host, status: 'finished', counts, unprobed: 2, names: ['www.example'] })
  const { hosts } = gatherer.finish(tail)
  const { kind: _kind, status: _status, ...facts } = host
  expect(hosts).toEqual([
    { ...facts, names: ['www.example'], ports: [openPort()], counts, unprobed: 2, scanned: head.scanned },
  ])
})

test('a late first sign does not undo the end of a host', () => {
  const gatherer = gatherReport(head)
  gatherer.add({ ...host, status: 'finished', counts: { open: { 'syn-ack': 1 } }, unprobed: 0 })
  gatherer.add({ ...host, names: ['www.example'] })
  expect(gatherer.finish(tail).hosts).toMatchObject([
    { counts: { open: { 'syn-ack': 1 } }, names: ['www.example'] },
  ])
})

test('a host that was given several times, with other ports each time, is one host with all of them', () => {
  const gatherer = gatherReport(head)
  const finished = { ...host, status: 'finished', unprobed: 1 } as const
  gatherer.add({ ...finished, scanned: '22', counts: { open: { 'syn-ack': 1 } } })
  gatherer.add({
    ...finished,
    scanned: '80-81',
    counts: { open: { 'syn-ack': 1 }, closed: { 'conn-refused': 1 } },
  })
  gatherer.add({ ...finished, scanned: '22', counts: {} })
  expect(gatherer.finish(tail).hosts).toMatchObject([
    { counts: { open: { 'syn-ack': 2 }, closed: { 'conn-refused': 1 } }, unprobed: 3, scanned: '22,80-81' },
  ])
})

test('a hardware address and its maker, from whichever event has them', () => {
  const gatherer = gatherReport(head)
  gatherer.add({ ...host, mac: '00:00:5e:00:53:01', vendor: 'Example Corporation' })
  gatherer.add({ ...host, status: 'finished', counts: {}, unprobed: 0 })
  expect(gatherer.finish(tail).hosts).toMatchObject([
    { mac: '00:00:5e:00:53:01', vendor: 'Example Corporation' },
  ])
})

test('what it was found by is kept, through all the events after it', () => {
  const gatherer = gatherReport(head)
  gatherer.add({ ...host, reason: 'echo-reply' })
  gatherer.add({ ...host, status: 'finished', counts: { filtered: { 'no-response': 3 } }, unprobed: 0 })
  const report = gatherer.finish(tail)
  expect(report.hosts).toMatchObject([{ reason: 'echo-reply', counts: { filtered: { 'no-response': 3 } } }])

  const again = gatherReport(head)
  for (const event of reportEvents(report)) again.add(event)
  expect(again.finish(tail)).toEqual(report)
})

test('who was not found is no host, but among the skipped', () => {
  const gatherer = gatherReport(head)
  gatherer.add({ ...host, status: 'down', reason: 'no-neighbour' })
  gatherer.add({ kind: 'skipped', target: '192.0.2.7', address: '192.0.2.7', reason: 'host-down' })
  expect(gatherer.finish(tail)).toMatchObject({ hosts: [], skipped: [{ reason: 'host-down' }] })
})

test('tags keep hosts apart', () => {
  const gatherer = gatherReport(head)
  gatherer.add(openPort({ tag: 'a' }))
  gatherer.add(openPort({ tag: 'b' }))
  expect(gatherer.finish(tail).hosts.map(({ tag }) => tag)).toEqual(['a', 'b'])
})

test('nothing is an empty report', () => {
  expect(gatherReport(head).finish(tail)).toEqual({
    version: head.version,
    started: head.started,
    options: head.options,
    ...tail,
    hosts: [],
    skipped: [],
    warnings: [],
  })
})

test('both transports in order, and several sets of ports in one specification that can be read', () => {
  const gatherer = gatherReport(head)
  gatherer.add({ ...openPort(), port: 53, transport: 'udp' })
  gatherer.add({ ...openPort(), port: 80 })
  const finished = { ...host, status: 'finished', unprobed: 0, counts: {} } as const
  gatherer.add({ ...finished, scanned: '22,U:53' })
  gatherer.add({ ...finished, scanned: '80' })
  gatherer.add({ ...finished, scanned: 'U:161' })
  // Of a host of which no port was scanned.
  gatherer.add({ ...finished, scanned: '' })
  const [found] = gatherer.finish(tail).hosts
  expect(found!.ports.map(({ port, transport }) => `${port}/${transport}`)).toEqual(['80/tcp', '53/udp'])
  expect(found!.scanned).toBe('T:22,U:53,T:80,U:161')
  expect(formatPorts(parsePorts(found!.scanned))).toBe('22,80,U:53,161')
})
