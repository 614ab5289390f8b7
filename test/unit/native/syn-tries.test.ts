import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyAnswer, type SynAnswer } from '../../../src/native/syn-answer.ts'
import { MOST_TRIES, SynTries } from '../../../src/native/syn-tries.ts'
import { synEnds } from '../../support/syn-ends.ts'
import type { SynEnds } from '../../support/packets.ts'

const CAPACITY = 64

function begin(tries: SynTries, id: number, ends: SynEnds): number {
  return tries.begin(id, ends.family, ends.port, ends.from, Int32Array.from([9, ...ends.peer]), 1)
}

function answerTo({ family, peer, port, from }: SynEnds, sequence: number): SynAnswer {
  return { ...emptyAnswer(), family, address: Int32Array.from(peer), port, from, sequence }
}

const any = fc.oneof(synEnds(4), synEnds(6))

test('an answer finds its try, and not when anything of it is another', () => {
  fc.assert(
    fc.property(any, fc.nat(CAPACITY - 1), (ends, id) => {
      const tries = new SynTries(CAPACITY)
      const sequence = begin(tries, id, ends)
      const right = answerTo(ends, sequence)
      expect(tries.match(right)).toBe(id)
      const wrong: Partial<SynAnswer>[] = [
        { sequence: sequence ^ 1 },
        { port: right.port ^ 1 },
        { from: right.from ^ 0x8000 },
        { family: ends.family === 4 ? 6 : 4 },
        { address: Int32Array.from([ends.peer[0]! ^ 1, ...ends.peer.slice(1)]) },
      ]
      for (const change of wrong) expect(tries.match({ ...right, ...change })).toBe(-1)
      tries.end(id)
      expect(tries.match(right)).toBe(-1)
    }),
  )
})

test('a late answer does not reach the next try of that number, even of the same endpoint', () => {
  fc.assert(
    fc.property(any, (ends) => {
      const tries = new SynTries(CAPACITY)
      const late = begin(tries, 3, ends)
      tries.end(3)
      const sequence = begin(tries, 3, ends)
      expect(tries.match(answerTo(ends, late))).toBe(-1)
      expect(tries.isUnderWay(3, late)).toBe(false)
      expect(tries.isUnderWay(3, sequence)).toBe(true)
      expect(tries.match(answerTo(ends, sequence))).toBe(3)
    }),
  )
})

test('no number repeats soon: thousands of tries have thousands', () => {
  const tries = new SynTries(2)
  const [ends] = fc.sample(synEnds(4), 1)
  const seen = new Set(Array.from({ length: 4_096 }, () => begin(tries, 1, ends!)))
  expect(seen.size).toBe(4_096)
})

test('made up answers find nobody', () => {
  const tries = new SynTries(MOST_TRIES)
  const [ends] = fc.sample(synEnds(4), 1)
  for (let id = 0; id < 100; id++) begin(tries, id, ends!)
  const found = Array.from({ length: 100_000 }, (_, sequence) => tries.match(answerTo(ends!, sequence)))
  expect(found.filter((id) => id >= 0)).toEqual([])
  expect([...tries.underWay()]).toHaveLength(100)
})

test('its age counts from when it was sent', () => {
  const tries = new SynTries(2)
  tries.sent(1, 100)
  expect(tries.age(1, 130.5)).toBe(30.5)
})
