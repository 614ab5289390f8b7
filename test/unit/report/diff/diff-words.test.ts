import { expect, test } from 'vitest'
import {
  factLabel,
  gapText,
  sourceText,
  statesText,
  summaryText,
} from '../../../../src/report/diff/diff-words.ts'
import type { NotCompared, ReportDiff } from '../../../../src/report/diff/report-diff.ts'
import { NO_TIME } from '../../../../src/report/told-time.ts'
import { sampleDiff } from './sample-diff.ts'

test('facts have names that people know', () => {
  expect(factLabel('notAfter')).toBe('valid until')
})

test('a report is told by its time, and by its program where that is another one, or where there is no time', () => {
  const times = { started: '2026-11-21T07:00:09.000Z', finished: NO_TIME }
  const none = { started: NO_TIME, finished: NO_TIME }
  expect(sourceText({ version: '0.1.0', ...times })).toBe('2026-11-21 07:00:09 UTC')
  expect(sourceText({ version: 'nmap 7.95', ...times }, 'minutes')).toBe('2026-11-21 07:00 UTC (nmap 7.95)')
  expect(sourceText({ version: '', ...times })).toBe('2026-11-21 07:00:09 UTC')
  expect(sourceText({ version: 'masscan', ...none })).toBe('a report of masscan')
  expect(sourceText({ version: '0.1.0', ...none })).toBe('a report of portscan-core 0.1.0')
  expect(sourceText({ version: '', ...none })).toBe('a report of an unknown program')
})

test('states, of which one is it', () => {
  expect(statesText(['closed', 'filtered'])).toBe('closed or filtered')
  expect(statesText([])).toBe('')
})

test.each<[Omit<NotCompared, 'address'>, string]>([
  [{ found: 'before', why: 'not-scanned' }, 'found before, not scanned after'],
  [{ found: 'after', ports: '22', why: 'no-verdict' }, 'open after, without a verdict before'],
  [{ found: 'after', ports: '22', why: 'no-service' }, 'named after, not before'],
  [{ found: 'before', why: 'unresolved' }, 'found before, unresolved after'],
])('%j is %s', (gap, text) => {
  expect(gapText({ address: '192.0.2.7', ...gap })).toBe(text)
})

test('the summary counts hosts and ports', () => {
  const diff = sampleDiff()
  expect(summaryText(diff)).toBe(
    '1 host changed, 1 appeared, 1 vanished (3 compared); 2 ports opened, 2 closed, 2 otherwise changed',
  )
  const none: ReportDiff = { ...diff, hosts: [], compared: 254 }
  expect(summaryText(none)).toBe('no changes (254 hosts compared)')
  expect(summaryText({ ...none, hosts: [{ ...diff.hosts[0]!, ports: [] }] })).toBe(
    '1 host changed (254 compared)',
  )
})
