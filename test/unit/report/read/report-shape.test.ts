import { expect, test } from 'vitest'
import { scanEnd, scanReport, scanStart } from '../../../../src/report/read/report-shape.ts'
import { head, tail } from '../arbitrary-events.ts'
import { reportOf } from './reports.ts'

test('a report, its start and its end are read whole', () => {
  const start = { kind: 'scan', status: 'started', ...head }
  const end = { kind: 'scan', status: 'finished', ...tail, interrupted: true }
  expect(scanStart(start)).toEqual(start)
  expect(scanEnd(end)).toEqual(end)
  expect(scanReport({ ...reportOf([]) })).toEqual(reportOf([]))
})

test.each([
  { version: 1 },
  { started: '' },
  { hosts: {} },
  { stats: { ...tail.stats, engine: 'odd' } },
  { options: [] },
])('%j is none', (wrong) => {
  expect(() => scanReport({ ...reportOf([]), ...wrong })).toThrow('expected')
})
