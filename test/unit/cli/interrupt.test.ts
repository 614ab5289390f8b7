import { expect, test } from 'vitest'
import { onInterrupt } from '../../../src/cli/interrupt.ts'
import { fakeWorld } from './fake-world.ts'

test('once is tidy, twice is now', () => {
  const world = fakeWorld()
  const { signal, release } = onInterrupt(world)
  expect(signal.aborted).toBe(false)
  world.interrupt()
  expect(signal.aborted).toBe(true)
  expect(world.exits).toEqual([])
  world.interrupt()
  expect(world.exits).toEqual([130])
  release()
  expect(world.listeners()).toBe(0)
})
