import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ScanReport } from '../../../src/model/report.ts'
import { gatherReport, jsonPieces, jsonWriter } from '../../../src/report/index.ts'
import { head, openPort, scanEvent, stats, tail } from './arbitrary-events.ts'
import { writeAll } from './write-all.ts'

const finished = { kind: 'host', status: 'finished', family: 4 } as const

test('is the whole report: hosts by address, ports by number', () => {
  const counts = { open: { 'syn-ack': 2 } }
  const text = writeAll(jsonWriter(), [
    openPort({ address: '192.0.2.10', target: '192.0.2.10' }),
    openPort({ port: 443 }),
    { ...finished, target: '192.0.2.10', address: '192.0.2.10', counts, unprobed: 0 },
    openPort({ port: 22, portName: 'ssh' }),
    { ...finished, target: '192.0.2.7', address: '192.0.2.7', counts, unprobed: 1 },
    { kind: 'skipped', target: 'gone.example', reason: 'unresolved' },
    { kind: 'warning', code: 'special-address', message: 'it is' },
  ])
  const report = JSON.parse(text) as ScanReport
  const { scanned, ...facts } = head
  expect(report).toMatchObject({ ...facts, ...tail })
  expect(report.stats).toEqual(stats)
  expect(report.hosts.map(({ address, ports }) => [address, ports.map(({ port }) => port)])).toEqual([
    ['192.0.2.7', [22, 443]],
    ['192.0.2.10', [443]],
  ])
  expect(report.hosts[0]).toMatchObject({ counts, unprobed: 1, scanned })
  expect(report.skipped).toHaveLength(1)
  expect(report.warnings).toHaveLength(1)
})

test('a host that was cut off in the middle is there with what was found', () => {
  const gatherer = gatherReport(head)
  gatherer.add(openPort())
  expect(gatherer.finish(tail).hosts).toMatchObject([
    { address: '192.0.2.7', counts: {}, ports: [{ port: 443 }] },
  ])
})

test('two names on one address are two hosts', () => {
  const text = writeAll(jsonWriter(), [openPort({ name: 'a.example' }), openPort({ name: 'b.example' })])
  expect((JSON.parse(text) as ScanReport).hosts.map(({ name }) => name)).toEqual(['a.example', 'b.example'])
})

test('comes in pieces of one host at most', () => {
  const hosts = Array.from({ length: 100 }, (_, index) => `192.0.2.${index}`)
  const gatherer = gatherReport(head)
  for (const address of hosts) gatherer.add(openPort({ address }))
  const pieces = [...jsonPieces(gatherer.finish(tail))]
  expect(pieces.length).toBeGreaterThan(hosts.length)
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(1000)
})

test('any events make valid JSON with every port in it (H16)', () => {
  fc.assert(
    fc.property(fc.array(scanEvent, { maxLength: 8 }), (events) => {
      const report = JSON.parse(writeAll(jsonWriter(), events)) as ScanReport
      const ports = report.hosts.flatMap((host) => host.ports)
      expect(ports).toHaveLength(events.filter(({ kind }) => kind === 'port').length)
      expect(report.skipped).toHaveLength(events.filter(({ kind }) => kind === 'skipped').length)
    }),
    { numRuns: 300 },
  )
})
