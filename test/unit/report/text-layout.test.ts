import { expect, test } from 'vitest'
import {
  amountOf,
  countsText,
  durationText,
  painted,
  paintState,
  plainPaint,
} from '../../../src/report/text-layout.ts'

test('counts by state, with the reasons that say something', () => {
  expect(countsText({})).toBe('')
  expect(countsText({ open: { 'syn-ack': 3 }, closed: { 'conn-refused': 997 } })).toBe(
    '3 open, 997 closed (conn-refused)',
  )
  expect(countsText({ open: { 'syn-ack': 1, 'conn-reset': 1 }, filtered: { 'no-response': 0 } })).toBe(
    '2 open (1 syn-ack, 1 conn-reset)',
  )
  expect(countsText({ open: { 'udp-response': 2 } })).toBe('2 open')
  expect(countsText({ open: { 'syn-ack': 1, 'udp-response': 2 } })).toBe('3 open (1 syn-ack, 2 udp-response)')
  expect(countsText({ 'open|filtered': { 'no-response': 4 }, filtered: { 'no-response': 1 } })).toBe(
    '1 filtered (no-response), 4 open|filtered (no-response)',
  )
})

test('amounts', () => {
  expect([amountOf(1, 'host'), amountOf(0, 'host'), amountOf(1_234_567, 'port')]).toEqual([
    '1 host',
    '0 hosts',
    '1,234,567 ports',
  ])
})

test('times', () => {
  const times = [0, 12.4, 2310, 45_678, 250_000, 3.1 * 3_600_000, 52 * 3_600_000]
  expect(times.map(durationText)).toEqual([
    '0 ms',
    '12 ms',
    '2.31 s',
    '45.7 s',
    '4 min 10 s',
    '3 h 6 min',
    '2 d 4 h',
  ])
})

test('padding does not count colours', () => {
  expect(painted((text) => `<${text}>`, 'ab', 4)).toBe('<ab>  ')
  expect(painted((text) => text, 'abcdef', 4)).toBe('abcdef')
})

test('states have their colours', () => {
  const named = { ...plainPaint, green: () => 'green', dim: () => 'dim', yellow: () => 'yellow' }
  const colors = (['open', 'closed', 'filtered', 'unknown'] as const).map((state) =>
    paintState(named, state)(''),
  )
  expect(colors).toEqual(['green', 'dim', 'yellow', 'yellow'])
})
