import { expect, test } from 'vitest'
import { packetsReceived, paceOf } from '../../../../bench/compare/measure.mjs'
import { ticksOf } from '../../../../bench/compare/machine.mjs'

const DEVICES = `Inter-|   Receive                                                |  Transmit
 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
    lo:     840      10    0    0    0     0          0         0      840      10    0    0    0     0       0          0
   far: 1234567    8901    0    0    0     0          0         0       60       1    0    0    0     0       0          0
`

test('packets that a device received', () => {
  expect(packetsReceived(DEVICES, 'far')).toBe(8_901)
  expect(packetsReceived(DEVICES, 'lo')).toBe(10)
  expect(() => packetsReceived(DEVICES, 'near')).toThrow('no device near')
})

test('the pace is that of most packets: start and tail do not count', () => {
  const start = [0, 1, 2].map((second) => [second * 1e3, 0])
  const busy = Array.from({ length: 11 }, (_, tenth) => [3e3 + tenth * 100, tenth * 100])
  const tail = [[9e3, 1_000]]
  expect(paceOf([...start, ...busy, ...tail])).toBeCloseTo(1_000)
})

test('no pace without packets, or with all of them at once', () => {
  expect(
    paceOf([
      [0, 5],
      [10, 5],
    ]),
  ).toBeUndefined()
  expect(
    paceOf([
      [0, 0],
      [10, 5],
    ]),
  ).toBeUndefined()
})

test('the ticks of a machine', () => {
  expect(ticksOf('cpu  1 2 3 40 5 6 7 8 0 0\ncpu0 1 1 1 1')).toEqual({ idle: 45, all: 72 })
})
