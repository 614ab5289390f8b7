import { expect, test } from 'vitest'
import { plainOptions } from '../../src/scan-plain-options.ts'
import type { Checkpoint } from '../../src/model/checkpoint.ts'
import { systemClock } from '../../src/model/clock.ts'

test('what is plain data stays as it was written', () => {
  const options = { ports: [22, '80-90'], services: { budget: { time: 100 } }, udp: false, seed: 0 }
  expect(plainOptions(options)).toEqual(options)
})

test('what means something in this process only is left out, wherever it is', () => {
  expect(
    plainOptions({
      ports: 22,
      random: () => 0,
      clock: systemClock,
      signal: new AbortController().signal,
      services: { probes: [{ name: 'x', ports: [], rarity: 1, matchers: [() => undefined] }] },
      resume: {} as Checkpoint,
    }),
  ).toEqual({ ports: 22 })
})
