import { expect, test } from 'vitest'
import { PacketFate, type SimulatedPath } from '../../../src/testing/simulated-path.ts'

const HOST = 0x89abcdef

/** Of each packet to an endpoint, in order, whether it is lost on the way out and on the way back. */
function lost(fate: PacketFate, path: SimulatedPath, port: number, count = 20): boolean[] {
  return Array.from({ length: count }, () => [
    fate.lostOut(path, HOST, port),
    fate.lostBack(path, HOST, port),
  ]).flat()
}

test('what is lost depends on seed, endpoint, direction and number, not on what else was sent', () => {
  const path = { loss: 0.5 }
  const alone = lost(new PacketFate(1), path, 80)
  const busy = new PacketFate(1)
  lost(busy, path, 81, 300)
  expect(lost(busy, path, 80)).toEqual(alone)
  expect(lost(new PacketFate(2), path, 80)).not.toEqual(alone)
  expect(lost(new PacketFate(1), path, 82)).not.toEqual(alone)
  // More packets one way do not change the fate of those on the other way.
  const oneWay = new PacketFate(1)
  for (let sent = 0; sent < 900; sent++) oneWay.lostOut(path, HOST, 80)
  const back = Array.from({ length: 20 }, () => oneWay.lostBack(path, HOST, 80))
  expect(back).toEqual(alone.filter((_, at) => at % 2 === 1))
})

test.each<[SimulatedPath['loss'], number, number]>([
  [undefined, 0, 0],
  [0.2, 0.2, 0.2],
  [{ out: 0.3 }, 0.3, 0],
  [{ back: 0.05 }, 0, 0.05],
  [1, 1, 1],
])('of a loss of %j each way has its share', (loss, out, back) => {
  const fate = new PacketFate(7)
  const path = loss === undefined ? {} : { loss }
  const count = 20_000
  let gone = 0
  let goneBack = 0
  for (let sent = 0; sent < count; sent++) {
    if (fate.lostOut(path, sent >> 8, sent & 255)) gone++
    if (fate.lostBack(path, sent >> 8, sent & 255)) goneBack++
  }
  expect(Math.abs(gone / count - out)).toBeLessThan(0.02)
  expect(Math.abs(goneBack / count - back)).toBeLessThan(0.02)
})

test('round trips are what is said, and jitter only adds', () => {
  const fate = new PacketFate(1)
  expect(fate.roundTrip({}, HOST, 1)).toBe(20)
  expect(fate.roundTrip({ rtt: 80 }, HOST, 1)).toBe(80)
  const times = Array.from({ length: 1_000 }, () => fate.roundTrip({ rtt: 80, jitter: 40 }, HOST, 1))
  expect(Math.min(...times)).toBeGreaterThanOrEqual(80)
  expect(Math.min(...times)).toBeLessThan(82)
  expect(Math.max(...times)).toBeLessThan(120)
  expect(Math.max(...times)).toBeGreaterThan(118)
})
