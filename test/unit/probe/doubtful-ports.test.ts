import { expect, test } from 'vitest'
import { DoubtfulPorts } from '../../../src/probe/doubtful-ports.ts'
import { laneOf, portOf } from './pieces.ts'

test('keeps ports by their host, and no more than it may', () => {
  const doubtful = new DoubtfulPorts(3)
  const [one, other] = [laneOf(), laneOf()]
  const ports = [portOf(one, 1), portOf(other, 2), portOf(one, 3)]
  expect(ports.map((port) => doubtful.add(port))).toEqual([true, true, true])
  expect(doubtful.add(portOf(one, 4))).toBe(false)
  expect(doubtful.take(one)).toEqual([ports[0], ports[2]])
  expect([doubtful.take(one), doubtful.count]).toEqual([[], 1])
  expect(doubtful.add(portOf(one, 4))).toBe(true)
  expect(doubtful.take(other)).toEqual([ports[1]])
})
