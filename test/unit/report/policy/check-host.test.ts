import { expect, test } from 'vitest'
import type { HostReport } from '../../../../src/model/report.ts'
import { portReader } from '../../../../src/report/diff/port-key.ts'
import { comparisonOf } from '../../../../src/report/diff/same-software.ts'
import { checkHost, type CheckRules } from '../../../../src/report/policy/check-host.ts'
import { byBreadth } from '../../../../src/report/policy/rule-for.ts'
import { hostOf, portOf } from '../diff/reports.ts'
import type { HostEntry } from '../../../../src/report/policy/policy-file.ts'
import { policyOfHosts } from './policies.ts'

function found(host: HostReport, entry: HostEntry): string[] {
  const rules: CheckRules = {
    rules: byBreadth(policyOfHosts(entry)),
    scan: undefined,
    now: 0,
    words: comparisonOf({ version: '0.1.0' }, { version: '0.1.0' }),
    readPorts: portReader(),
  }
  return checkHost([host], rules).violations.map(({ message }) => message)
}

const silent = hostOf([], { filtered: 1000 })
const refusing = hostOf([])

test('what is required of a range is required of the hosts that are there', () => {
  const entry: HostEntry = { host: '192.0.2.0/24', required: true, ports: [22] }
  expect(found(silent, entry)).toEqual([])
  expect(found(refusing, entry)).toEqual(['22/tcp is closed, expected it to be open'])
  expect(found(silent, { ...entry, host: '192.0.2.7' })).toEqual([
    '22/tcp is filtered, expected it to be open',
  ])
})

test('a port that need not be open, in a range of ports that must', () => {
  const ports = ['80-82', { port: 81, required: false }] as const
  expect(found(refusing, { host: '192.0.2.7', required: true, ports })).toEqual([
    '80/tcp is closed, expected it to be open',
    '82/tcp is closed, expected it to be open',
  ])
})

test('violations of ports by number, TCP first, then those of the host', () => {
  const host = hostOf([portOf(90), portOf(53, { transport: 'udp' }), portOf(21)], { closed: 10 })
  expect(found(host, { host: '192.0.2.7', ports: [{ port: 2000, service: 'ssh' }] })).toEqual([
    '21/tcp is open, and the policy does not allow it',
    '90/tcp is open, and the policy does not allow it',
    '53/udp is open, and the policy does not allow it',
    'port 2000 was not scanned',
    '987 ports got no verdict',
  ])
})
