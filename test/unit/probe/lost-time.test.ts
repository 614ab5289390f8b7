import { expect, test } from 'vitest'
import { lostTime } from '../../../src/probe/lost-time.ts'
import type { ProbeStrategy } from '../../../src/probe/strategy.ts'

const here: ProbeStrategy = { name: 'here', transport: 'tcp', probe: () => new Promise(() => {}) }
const elsewhere = (getsOn: boolean | undefined): ProbeStrategy => ({ ...here, getsOn: () => getsOn })

test('all time counts where nobody else makes the tries', () => {
  for (const strategy of [here, elsewhere(undefined)]) {
    expect(lostTime({ strategy, udpStrategy: here }, 1_000)).toBe(0)
  }
})

test('none counts in which they did not get on', () => {
  expect(lostTime({ strategy: elsewhere(false), udpStrategy: here }, 10)).toBe(10)
  expect(lostTime({ strategy: elsewhere(true), udpStrategy: elsewhere(false) }, 1_000)).toBe(1_000)
})

test('where they did, it is what we came late ourselves', () => {
  const lost = (since: number): number =>
    lostTime({ strategy: elsewhere(true), udpStrategy: elsewhere(undefined) }, since)
  expect([10, 20, 21, 500].map(lost)).toEqual([0, 0, 11, 490])
})
