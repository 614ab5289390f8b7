import { expect, test } from 'vitest'
import { PortPast } from '../../../src/probe/port-past.ts'
import { laneOf, portOf } from './pieces.ts'

test('a port has one past, and it can be forgotten but for what it did to us', () => {
  const port = portOf(laneOf(), 1)
  const { past } = port
  expect(port.past).toBe(past)
  Object.assign(past, { excused: 2, rounds: 3, slowTries: 1, excuses: 2, selfConnects: 5, doubts: 1 })
  past.startAnew()
  expect(past).toEqual(Object.assign(new PortPast(), { selfConnects: 5, doubts: 1 }))
})
