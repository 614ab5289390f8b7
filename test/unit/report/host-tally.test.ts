import { expect, test } from 'vitest'
import type { HostEvent, Skipped } from '../../../src/model/event.ts'
import { HostTally } from '../../../src/report/host-tally.ts'

const target = '192.0.2.7'
const down: HostEvent = {
  kind: 'host',
  status: 'down',
  target,
  address: target,
  family: 4,
  reason: 'no-response',
}
const skipped: Skipped = { kind: 'skipped', target, address: target, reason: 'host-down' }

test('one that discovery did not find is counted once, and its name may be another host', () => {
  const tally = new HostTally()
  tally.see(down)
  tally.see(skipped)
  expect(tally.isUp({ address: target })).toBe(true)
  expect([tally.up, tally.down]).toEqual([1, 1])
})

test.each([
  ['in turn', [down, skipped]],
  ['the other way round', [skipped, down]],
  ['between others', [{ ...down, name: 'a.example' }, down, { ...skipped, name: 'a.example' }, skipped]],
] as const)('what is told of it may come %s', (_title, events) => {
  const tally = new HostTally()
  for (const event of events) tally.see(event)
  expect(tally.isUp({ address: target })).toBe(true)
  expect(tally.isUp({ address: target, name: 'a.example' })).toBe(true)
  expect(tally.down).toBe(events.length / 2)
})

test('one that was given up while it was scanned is down when it is finished', () => {
  const tally = new HostTally()
  tally.see(skipped)
  expect(tally.isUp({ address: target })).toBe(false)
  expect([tally.up, tally.down]).toEqual([0, 1])
})
