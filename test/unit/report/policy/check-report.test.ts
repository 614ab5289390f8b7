import { describe, expect, test } from 'vitest'
import { checkReport } from '../../../../src/report/policy/check-report.ts'
import { hostOf, portOf, reportOf, skippedHost } from '../diff/reports.ts'
import { policyOfHosts } from './policies.ts'

const web = { address: '192.0.2.8', name: 'www.example' }

test('nothing is wrong where everything is as the policy says', () => {
  const report = reportOf([hostOf([portOf(22), portOf(443)]), hostOf([portOf(443, web)], undefined, web)])
  const policy = policyOfHosts({ host: '192.0.2.7', ports: [22, 443] }, { host: 'WWW.example', ports: '443' })
  expect(checkReport(report, policy)).toEqual({
    violations: [],
    unchecked: [],
    hosts: [
      {
        host: '192.0.2.7',
        rule: { path: 'hosts[0]' },
        scanned: 1000,
        ports: [
          { port: 22, transport: 'tcp', rule: { path: 'hosts[0].ports[0]' } },
          { port: 443, transport: 'tcp', rule: { path: 'hosts[0].ports[1]' } },
        ],
      },
      {
        host: '192.0.2.8',
        name: 'www.example',
        rule: { path: 'hosts[1]' },
        scanned: 1000,
        ports: [{ port: 443, transport: 'tcp', rule: { path: 'hosts[1].ports' } }],
      },
    ],
    report: { version: report.version, started: report.started, finished: report.finished },
  })
})

test('violations come by host and port, each with its place', () => {
  const report = reportOf([hostOf([portOf(443), portOf(21)]), hostOf([portOf(80, web)], undefined, web)])
  const policy = policyOfHosts({ host: '192.0.2.7', ports: [443, { port: 25, required: true }] })
  expect(checkReport(report, policy).violations).toEqual([
    {
      kind: 'unexpected-open',
      host: '192.0.2.7',
      port: 21,
      transport: 'tcp',
      expected: 'not open',
      actual: 'open',
      message: '21/tcp is open, and the policy does not allow it',
      rule: { path: 'hosts[0]' },
    },
    {
      kind: 'missing',
      host: '192.0.2.7',
      port: 25,
      transport: 'tcp',
      expected: 'open',
      actual: 'closed',
      message: '25/tcp is closed, expected it to be open',
      rule: { path: 'hosts[0].ports[1]' },
    },
    {
      kind: 'unexpected-open',
      host: '192.0.2.8',
      name: 'www.example',
      port: 80,
      transport: 'tcp',
      expected: 'not open',
      actual: 'open',
      message: '80/tcp is open, and no entry of the policy is about this host',
    },
  ])
})

describe('what the report has not looked at', () => {
  const policy = policyOfHosts({ host: '192.0.2.7', ports: [22] })
  const empty = reportOf([])

  test('is a violation', () => {
    const { violations, unchecked } = checkReport(empty, policy)
    expect(violations).toMatchObject([{ kind: 'unchecked', host: '192.0.2.7', message: 'was not scanned' }])
    expect(unchecked).toEqual([])
  })

  test('is told apart where it may be', () => {
    const { violations, unchecked } = checkReport(empty, policy, { allowUnchecked: true })
    expect(violations).toEqual([])
    expect(unchecked).toMatchObject([{ kind: 'unchecked', host: '192.0.2.7' }])
  })

  test('a host that was looked for and is down is fine', () => {
    expect(checkReport(reportOf([], { skipped: [skippedHost('192.0.2.7')] }), policy).violations).toEqual([])
  })
})

test('a host that is given twice is one', () => {
  const twice = [hostOf([portOf(22)]), hostOf([portOf(22), portOf(23)])]
  const { violations, hosts } = checkReport(
    reportOf(twice),
    policyOfHosts({ host: '192.0.2.7', ports: [22] }),
  )
  expect(violations).toMatchObject([{ kind: 'unexpected-open', port: 23 }])
  expect(hosts).toHaveLength(1)
})

test('a time that is none is refused, for no certificate would have run out by it', () => {
  const policy = policyOfHosts({ host: '192.0.2.7', ports: [] })
  expect(() => checkReport(reportOf([]), policy, { now: new Date('soon') })).toThrow(
    expect.objectContaining({ code: 'ERR_OPTION', message: expect.stringMatching("option 'now'") as string }),
  )
})
