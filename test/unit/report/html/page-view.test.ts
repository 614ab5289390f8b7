import { expect, test } from 'vitest'
import { diffReports } from '../../../../src/report/index.ts'
import { pageView } from '../../../../src/report/html/page-view.ts'
import { NO_TIME } from '../../../../src/report/told-time.ts'
import { hostOf, portOf, reportOf, skippedHost, tlsPort } from '../diff/reports.ts'

test('hosts with ports are shown, the others are quiet', () => {
  const report = reportOf([
    hostOf([portOf(22), tlsPort(443, { notAfter: '2026-11-30T07:00:00.000Z' })]),
    hostOf([], undefined, { address: '192.0.2.8' }),
  ])
  const { hosts, quiet } = pageView(report)
  expect(hosts.map(({ id, ports }) => [id, ports.map(({ id, days }) => [id, days])])).toEqual([
    [
      'h1',
      [
        ['p1', undefined],
        ['p2', 9],
      ],
    ],
  ])
  expect(quiet.map(({ address }) => address)).toEqual(['192.0.2.8'])
})

test('certificates are judged by the end of the scan, and not at all where the report does not tell it', () => {
  const port = tlsPort(443, { notBefore: '2026-11-22T07:00:00.000Z', notAfter: '2026-12-21T07:00:00.000Z' })
  const shown = (finished?: string): object =>
    pageView(reportOf([hostOf([port])], finished === undefined ? {} : { finished })).hosts[0]!.ports[0]!
  expect(shown()).toMatchObject({ days: 30, early: true })
  expect(shown(NO_TIME)).not.toHaveProperty('days')
  expect(shown(NO_TIME)).not.toHaveProperty('early')
})

test('with an earlier report: what is gone is shown too, in its place', () => {
  const before = reportOf([
    hostOf([portOf(22), portOf(23)]),
    hostOf([portOf(80)], undefined, { address: '192.0.2.5' }),
    hostOf([portOf(80)], undefined, { address: '192.0.2.9' }),
  ])
  const after = reportOf(
    [hostOf([portOf(22), portOf(25)]), hostOf([], undefined, { address: '192.0.2.9' })],
    {
      day: 1,
      skipped: [skippedHost('192.0.2.5')],
    },
  )
  const { hosts, quiet } = pageView(after, before, diffReports(before, after))
  expect(
    hosts.map(({ host, diff, ports }) => [
      host.address,
      diff?.change,
      ports.map(({ result, diff }) => [result.port, diff?.changes]),
    ]),
  ).toEqual([
    ['192.0.2.5', 'vanished', [[80, ['vanished']]]],
    [
      '192.0.2.7',
      'changed',
      [
        [22, undefined],
        [23, ['vanished']],
        [25, ['appeared']],
      ],
    ],
    ['192.0.2.9', expect.anything(), [[80, ['vanished']]]],
  ])
  expect(hosts[0]?.host.counts).toEqual({})
  expect(quiet).toEqual([])
})
