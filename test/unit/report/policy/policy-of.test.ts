import { expect, test } from 'vitest'
import type { ScanReport } from '../../../../src/model/report.ts'
import { checkReport } from '../../../../src/report/policy/check-report.ts'
import { parsePolicy } from '../../../../src/report/policy/parse-policy.ts'
import { policyOf } from '../../../../src/report/policy/policy-of.ts'
import { hostOf, portOf, reportOf, servicePort, skippedHost } from '../diff/reports.ts'

const target = '192.0.2.0/29'
const www = { address: '198.51.100.1', name: 'WWW.example', target: 'WWW.example' }
const tls = { version: 'TLSv1.3' }

function sample(): ScanReport {
  const one = { address: '192.0.2.1', target }
  const two = { address: '192.0.2.2', target }
  const hosts = [
    hostOf(
      [servicePort(22, { name: 'ssh', product: 'OpenSSH' }), portOf(53, { transport: 'udp' })],
      undefined,
      one,
    ),
    hostOf([], undefined, two),
    hostOf([servicePort(443, { tls })], undefined, www),
    hostOf([servicePort(443, { tls, product: 'nginx' })], undefined, { ...www, address: '198.51.100.2' }),
    hostOf([], undefined, { address: '203.0.113.1' }),
  ]
  return reportOf(hosts, { skipped: [{ kind: 'skipped', target, reason: 'host-down' }] })
}

test('the policy of what is open', () => {
  expect(policyOf(sample())).toEqual({
    version: 1,
    scan: { ports: '1-1000' },
    hosts: [
      {
        host: '192.0.2.1',
        required: true,
        ports: [{ port: 22, service: 'ssh', product: 'OpenSSH' }, 'U:53'],
      },
      { host: 'www.example', required: true, ports: [{ port: 443, service: 'https' }] },
      { host: '203.0.113.1', ports: [] },
      { host: target, ports: [] },
    ],
  })
})

test('which the report itself fulfils, and another one does not', () => {
  const report = sample()
  // UDP was scanned on the port where something is open.
  const hosts = report.hosts.map((host) => ({ ...host, scanned: '1-999,U:53' }))
  const policy = parsePolicy(policyOf({ ...report, hosts }))
  expect(checkReport({ ...report, hosts }, policy).violations).toEqual([])
  const opened = { ...hosts[1]!, ports: [portOf(23, { address: '192.0.2.2' })] }
  const kinds = checkReport({ ...report, hosts: [opened, ...hosts.slice(2)] }, policy).violations.map(
    ({ kind }) => kind,
  )
  expect(kinds).toContain('unexpected-open')
  expect(kinds).toContain('missing')
})

test('ports of hosts that were scanned in different ways are not told', () => {
  const hosts = [hostOf([portOf(22)]), hostOf([], undefined, { address: '192.0.2.8', scanned: '1-10' })]
  expect(policyOf(reportOf(hosts))).not.toHaveProperty('scan')
})

test('a report of nothing has no policy', () => {
  expect(() => policyOf(reportOf([], { skipped: [skippedHost('192.0.2.7', { reason: 'policy' })] }))).toThrow(
    expect.objectContaining({ code: 'ERR_OPTION' }),
  )
})
