import { expect, test } from 'vitest'
import type { HostReport } from '../../../../src/model/report.ts'
import { compareHost, type SeenHost } from '../../../../src/report/diff/compare-host.ts'
import { sightOf } from '../../../../src/report/diff/host-sight.ts'
import { viewHost } from '../../../../src/report/diff/host-view.ts'
import { portReader } from '../../../../src/report/diff/port-key.ts'
import { comparisonOf } from '../../../../src/report/diff/same-software.ts'
import { hostOf, portOf, servicePort } from './reports.ts'

const version = { version: '0.1.0' }
const rules = {
  comparison: comparisonOf(version, version),
  times: { before: 0, after: 0, days: 0 },
  sameName: true,
}
const down: SeenHost = { sight: 'down' }

function seen(host: HostReport): SeenHost {
  const view = viewHost([host], portReader())
  return { sight: sightOf(view, false), view }
}

function compared(before: SeenHost, after: SeenHost): string[] {
  const { change, ports, rest, gaps } = compareHost(before, after, rules)
  return [
    change,
    ...ports.map(({ port, changes }) => `${port} ${changes.join(' ')}`),
    ...(rest === undefined ? [] : [`${rest.ports} ${rest.before} → ${rest.after}`]),
    ...gaps.map(({ key, found, why }) => `${key} ${found} ${why}`),
  ]
}

test('of a host that went, the ports that were open', () => {
  const host = seen(hostOf([portOf(22), portOf(23, { state: 'closed' }), portOf(80)]))
  expect(compared(host, down)).toEqual(['vanished', '22 vanished', '80 vanished'])
  expect(compared(down, host)).toEqual(['appeared', '22 appeared', '80 appeared'])
})

test('of one that is in both, every port whose state changed', () => {
  const before = seen(hostOf([portOf(22), portOf(23, { state: 'filtered' })]))
  expect(compared(before, seen(hostOf([])))).toEqual(['changed', '22 vanished', '23 state'])
})

test('the rest is compared without the ports that one of them lists, and within what both scanned', () => {
  const before = seen(hostOf([portOf(22), portOf(2222)], { closed: 9 }, { scanned: '20-29,2222' }))
  const after = seen(hostOf([portOf(22), portOf(25)], { filtered: 3 }, { scanned: '22-26' }))
  expect(compared(before, after)).toEqual([
    'changed',
    '25 appeared',
    '3 closed → filtered',
    '2222 before not-scanned',
  ])
})

test('a rest that is not of one state is not compared', () => {
  const mixed = seen(hostOf([portOf(22)], { closed: 9, filtered: 990 }))
  expect(compared(mixed, seen(hostOf([portOf(22)], { filtered: 999 })))).toEqual(['changed'])
})

test('a port whose service only one of them knows', () => {
  const [named, open] = [seen(hostOf([servicePort(80, {})])), seen(hostOf([portOf(80)]))]
  expect(compared(named, open)).toEqual(['changed', '80 before no-service'])
  expect(compared(open, named)).toEqual(['changed', '80 after no-service'])
})

test('a host that gave no answer before all was asked is not gone', () => {
  const unclear = seen(hostOf([], { filtered: 10 }, { unprobed: 990 }))
  expect(compared(seen(hostOf([portOf(22)])), unclear)).toEqual(['changed', '22 before no-verdict'])
})
