import { expect, test } from 'vitest'
import {
  agoText,
  spanText,
  timeText,
} from '../../../../../../src/integrations/server/page/browser/time-text.ts'

const NOW = Date.parse('2026-11-22T05:00:00Z')

test('times, to the minute', () => {
  expect(timeText('2026-11-22T02:49:31.123Z')).toBe('2026-11-22 02:49 UTC')
  expect(timeText('<b>')).toBe('<b>')
})

test.each([
  ['2026-11-22T04:59:30Z', 'just now'],
  ['2026-11-22T05:01:00Z', 'just now'],
  ['2026-11-22T04:59:00Z', '1 minute ago'],
  ['2026-11-22T02:00:00Z', '3 hours ago'],
  ['2026-11-15T05:00:00Z', '7 days ago'],
  ['2026-01-01T00:00:00Z', '10 months ago'],
  ['2020-01-01T00:00:00Z', '6 years ago'],
  ['never', ''],
])('%s is %s', (time, text) => {
  expect(agoText(time, NOW)).toBe(text)
})

test.each([
  [0.44, '0.4 s'],
  [12.3, '12 s'],
  [185, '3 min 5 s'],
  [7500, '2 h 5 min'],
  [-3, '0.0 s'],
])('%s seconds are %s', (seconds, text) => {
  expect(spanText(new Date(NOW).toISOString(), new Date(NOW + seconds * 1000).toISOString())).toBe(text)
})

test('what is no time has no length', () => {
  expect(spanText('', 'x')).toBe('')
})
