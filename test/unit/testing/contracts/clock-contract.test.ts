import { expect, test } from 'vitest'
import { clockContract } from '../../../../src/testing/contracts/clock-contract.ts'
import { manualClock, type ManualClock } from '../../../../src/testing/manual-clock.ts'
import { brokenCases } from './broken-cases.ts'

const broken = (bend: (clock: ManualClock) => Partial<ManualClock>) =>
  brokenCases(
    clockContract(() => {
      const clock = manualClock()
      return { clock: { ...clock, ...bend(clock) }, pass: (ms) => clock.advance(ms) }
    }),
  )

test('a clock that keeps it has no broken case', async () => {
  expect(await broken(() => ({}))).toEqual([])
})

test.each<[string, (clock: ManualClock) => Partial<ManualClock>]>([
  ['never goes back, and passes as both of its times say', (clock) => ({ now: () => -clock.now() })],
  [
    'calls once, not before the delay, in the order of the times',
    ({ after }) => ({ after: (_ms, run) => after(0, run) }),
  ],
  [
    'does not call what was called off, before or after; twice is once',
    ({ after }) => ({
      after: (ms, run) => {
        after(ms, run)
        return () => {}
      },
    }),
  ],
  [
    'a turn comes after the microtasks, and lets what waits go first',
    () => ({
      turn: (run) => {
        run()
        return () => {}
      },
    }),
  ],
])('%s', async (name, bend) => {
  expect(await broken(bend)).toContain(name)
})
