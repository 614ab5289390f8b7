import { expect, test } from 'vitest'
import { hostOf, reportOf, tlsPort } from './diff/reports.ts'
import { isoTime } from '../../../src/report/read/iso-time.ts'
import {
  checkMarkdown,
  checkReport,
  diffMarkdown,
  diffReports,
  diffText,
  htmlWriter,
  markdownWriter,
  parsePolicy,
  textWriter,
  writeReport,
} from '../../../src/report/index.ts'
import { NO_TIME, toldMilliseconds, toldTime } from '../../../src/report/told-time.ts'

test('what readers write for no time is none', () => {
  expect(isoTime(undefined)).toBe(NO_TIME)
  expect(toldTime(NO_TIME)).toBeUndefined()
  expect(toldMilliseconds(NO_TIME)).toBeNaN()
})

test('any other is told', () => {
  const time = '2026-11-21T07:00:09.123Z'
  expect(toldTime(time)).toBe('2026-11-21 07:00:09 UTC')
  expect(toldTime(time, 'minutes')).toBe('2026-11-21 07:00 UTC')
  expect(toldMilliseconds(time)).toBe(Date.parse(time))
})

test('no format says 1970 of a report that tells no time, but those that have to say something', () => {
  const report = reportOf([hostOf([tlsPort(443)])], {
    version: 'masscan',
    started: NO_TIME,
    finished: NO_TIME,
  })
  const diff = diffReports(report, reportOf([hostOf([tlsPort(443)])]))
  const check = checkReport(report, parsePolicy({ version: 1, hosts: [{ host: '192.0.2.7', ports: [22] }] }))
  const written = [textWriter(), markdownWriter(), htmlWriter({ before: report })].map((writer) =>
    [...writeReport(report, writer)].join(''),
  )
  for (const text of [
    ...written,
    ...[diffText(diff), diffMarkdown(diff), checkMarkdown(check)].map((pieces) => [...pieces].join('')),
  ])
    expect(text.replace(/<style>.*?<\/style>/s, '').replaceAll(/, 0\.4 ms.*?Z/g, '')).not.toContain('1970')
  expect(diff.hosts).toEqual([])
})
