import { expect, test } from 'vitest'
import { hostReasonOf, verdictOf } from '../../../../src/report/read/foreign-words.ts'
import { UnclearWords } from '../../../../src/report/read/unclear-words.ts'

test.each([
  ['open', 'syn-ack', 'tcp', 'syn-ack'],
  ['open', 'syn-ack-ece', 'tcp', 'syn-ack'],
  ['open', 'none', 'udp', 'udp-response'],
  ['closed', 'resets', 'tcp', 'reset'],
  ['closed', 'rst-ack', 'tcp', 'reset'],
  ['filtered', 'host-unreaches', 'tcp', 'host-unreach'],
  ['filtered', 'no-responses', 'tcp', 'no-response'],
  ['filtered', 'host-prohibited', 'tcp', 'admin-prohibited'],
  ['filtered', 'time-exceeded', 'tcp', 'dest-unreach'],
  ['open|filtered', '', 'udp', 'no-response'],
] as const)('%s by %s over %s is by %s', (state, word, transport, reason) => {
  const unclear = new UnclearWords()
  expect(verdictOf(state, word, transport, unclear)).toEqual({ state, reason })
  expect([...unclear.warnings()]).toEqual([])
})

test('other words are told once, with their number', () => {
  const unclear = new UnclearWords()
  for (let time = 0; time < 3; time++) {
    expect(verdictOf('closed|filtered', 'constructor', 'tcp', unclear)).toEqual({
      state: 'unknown',
      reason: 'system-error',
    })
  }
  expect([...unclear.warnings()].map(({ message }) => message)).toEqual([
    "closed|filtered: a state that we do not have, taken as 'unknown' (3 times)",
    "constructor: a reason that we do not have, taken as 'system-error' of what is unknown (3 times)",
  ])
})

test('no more than a hundred different words are remembered', () => {
  const unclear = new UnclearWords()
  for (let index = 0; index < 1_000; index++) unclear.add(`word ${index}`, 'left out')
  expect([...unclear.warnings()]).toHaveLength(100)
})

test('a host is found by what it answered', () => {
  expect(
    ['arp-response', 'nd-response', 'echo-reply', 'reset', 'user-set', 'localhost-response'].map(
      hostReasonOf,
    ),
  ).toEqual(['neighbour', 'neighbour', 'echo-reply', 'reset', undefined, undefined])
})
