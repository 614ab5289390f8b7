import { expect, test } from 'vitest'
import { portName } from '../../../src/model/port-names.ts'
import { rankedUdpPorts } from '../../../src/targets/udp-top-ports.ts'

test('has no repeats, only ports, and more of them than a hundred', () => {
  const ranked = rankedUdpPorts()
  expect(new Set(ranked).size).toBe(ranked.length)
  expect(ranked.every((port) => Number.isInteger(port) && port >= 1 && port <= 65_535)).toBe(true)
  expect(ranked.length).toBeGreaterThanOrEqual(250)
})

test('the usual suspects come early', () => {
  const usual = [53, 67, 69, 111, 123, 137, 161, 500, 1194, 1900, 3478, 4500, 5060, 5353, 11211]
  expect(rankedUdpPorts().slice(0, 25)).toEqual(expect.arrayContaining(usual))
})

test('ends with the registered system ports that were not ranked by hand', () => {
  expect(
    rankedUdpPorts()
      .slice(-20)
      .every((port) => port < 1024 && portName(port, 'udp') !== undefined),
  ).toBe(true)
})
