import { expect, test } from 'vitest'
import { rankedPorts } from '../../../src/targets/top-ports.ts'

test('has no repeats, only ports, and more of them than the default of a thousand', () => {
  const ranked = rankedPorts()
  expect(new Set(ranked).size).toBe(ranked.length)
  expect(ranked.every((port) => Number.isInteger(port) && port >= 1 && port <= 65_535)).toBe(true)
  expect(ranked.length).toBeGreaterThanOrEqual(1200)
})

test('the usual suspects come early', () => {
  const hundred = rankedPorts().slice(0, 100)
  const usual = [21, 22, 23, 25, 53, 80, 110, 143, 443, 445, 3306, 3389, 5432, 6379, 8080, 27017]
  expect(hundred).toEqual(expect.arrayContaining(usual))
})

test('ends with the registered system ports that were not ranked by hand', () => {
  expect(
    rankedPorts()
      .slice(-20)
      .every((port) => port < 1024),
  ).toBe(true)
})
