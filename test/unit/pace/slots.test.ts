import { expect, test } from 'vitest'
import { Slots } from '../../../src/pace/slots.ts'

test('slots are free up to the window, and short when three quarters are taken', () => {
  const slots = new Slots(8)
  const seen: (readonly [boolean, boolean])[] = []
  for (; slots.inFlight <= 8; slots.inFlight++) seen.push([slots.areFree, slots.areShort])
  expect(seen.map(([free]) => free).indexOf(false)).toBe(8)
  expect(seen.map(([, short]) => short).indexOf(true)).toBe(6)
})

test('networks share them evenly, each gets one at least', () => {
  const slots = new Slots(10)
  expect(slots.share).toBe(10)
  slots.networks = 3
  expect(slots.share).toBe(4)
  slots.networks = 99
  expect(slots.share).toBe(1)
})
