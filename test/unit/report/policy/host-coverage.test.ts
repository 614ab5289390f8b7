import { expect, test } from 'vitest'
import type { HostReport } from '../../../../src/model/report.ts'
import type { PortSet } from '../../../../src/model/target.ts'
import { viewHost } from '../../../../src/report/diff/host-view.ts'
import { portReader } from '../../../../src/report/diff/port-key.ts'
import { countVerdicts, hostCoverage } from '../../../../src/report/policy/host-coverage.ts'
import { parsePortSpec } from '../../../../src/report/policy/port-spec.ts'
import { hostOf, portOf } from '../diff/reports.ts'
import { policyOfHosts } from './policies.ts'

const ports = [
  22,
  { port: 2000, service: 'ssh' },
  { port: 'U:53', required: true },
  { port: '1-70', product: 'x' },
]
const [rule] = policyOfHosts({ host: '192.0.2.7', ports: [3000, ...ports] }).hosts

function gaps(host: HostReport, ruled = false, scan?: PortSet): string[] {
  return hostCoverage([host], viewHost([host], portReader()), ruled ? rule : undefined, scan).map(
    ({ says }) => says,
  )
}

test('a host all of whose ports have a verdict', () => {
  expect(gaps(hostOf([portOf(22)]))).toEqual([])
})

test('ports of which the entry asks more than that they may be open', () => {
  expect(gaps(hostOf([portOf(22)]), true)).toEqual(['ports 2000,U:53 were not scanned'])
})

test('ports that the policy scans', () => {
  expect(gaps(hostOf([]), false, parsePortSpec('1-1002'))).toEqual(['ports 1001-1002 were not scanned'])
})

test('a host that was found, and no port of it asked', () => {
  const found = hostOf([], {}, { scanned: '' })
  expect(gaps(found)).toEqual(['no port of it was scanned'])
  expect(gaps(found, false, parsePortSpec('22'))).toEqual(['port 22 was not scanned'])
})

test.each<[string, HostReport, string[]]>([
  ['ports that were given up', hostOf([], { closed: 990 }, { unprobed: 10 }), ['10 ports got no verdict']],
  ['a scan that was cut off', hostOf([], {}), ['1,000 ports got no verdict']],
  [
    'ports that this machine could not ask',
    hostOf([], { closed: 999, unknown: 1 }),
    ['1 port got no verdict'],
  ],
  [
    'open ports that are only counted',
    hostOf([], { closed: 998, open: 2 }),
    ['2 ports of it are open, and the report does not list which'],
  ],
  [
    'a canary that failed',
    hostOf([], undefined, { marks: ['suspect'] }),
    ['the results are suspect: the canary of the scan failed'],
  ],
])('%s', (_title, host, expected) => {
  expect(gaps(host)).toEqual(expected)
})

test('how many ports have a verdict', () => {
  const count = (host: HostReport): number => countVerdicts([host], viewHost([host], portReader()))
  expect(count(hostOf([portOf(22)]))).toBe(1000)
  expect(count(hostOf([], { closed: 5, unknown: 5 }))).toBe(5)
})
