import { expect, test } from 'vitest'
import { pathBounds, TIMING_NAMES, timings } from '../../src/scan-timing.ts'

test('each template presses at least as hard as the one before', () => {
  const inOrder = TIMING_NAMES.map((name) => timings[name])
  for (const key of ['concurrency', 'perHost', 'startRate'] as const) {
    const values = inOrder.map((timing) => timing[key])
    expect(values).toEqual([...values].sort((a, b) => a - b))
  }
  for (const timing of inOrder) {
    expect(timing.minTimeout).toBeLessThanOrEqual(timing.firstTimeout)
    expect(timing.firstTimeout).toBeLessThanOrEqual(timing.timeout)
  }
})

test('a path gets at least two tries, no more than the retries allow, and time-outs in order', () => {
  expect(pathBounds({ ...timings.normal, retries: 4 })).toMatchObject({
    perHost: 500,
    retries: { least: 2, most: 5, missing: 0.03 },
    rate: { start: 320, most: Infinity },
  })
  expect(pathBounds({ ...timings.normal, timeout: 50 }).timeout).toEqual({ first: 50, least: 50, most: 50 })
})
