import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatRange, type AddressRange } from '../../../src/net/address-range.ts'
import { AddressSet } from '../../../src/net/address-set.ts'
import { MOST_SEEN, SeenTargets } from '../../../src/targets/seen-targets.ts'

function range(first: number, last: number): AddressRange {
  return { family: 4, first, last }
}

test('everything is given once, whatever overlaps', () => {
  const end = fc.nat({ max: 300 })
  const ranges = fc.array(fc.tuple(end, end).map(([a, b]) => range(Math.min(a, b), Math.max(a, b))))
  fc.assert(
    fc.property(ranges, (list) => {
      const seen = new SeenTargets()
      const given: AddressRange[] = []
      for (const one of list) {
        for (const part of seen.take([one], '')) {
          expect(new AddressSet(given).overlaps(part)).toBe(false)
          given.push(part)
        }
      }
      expect(new AddressSet(given).ranges()).toEqual(new AddressSet(list).ranges())
    }),
  )
})

test('other ports and other zones are other targets', () => {
  const seen = new SeenTargets()
  const zoned = (zone: string): AddressRange => ({ family: 6, first: 1n, last: 1n, zone })
  expect(seen.take([range(1, 1)], '22')).toHaveLength(1)
  expect(seen.take([range(1, 1)], '80')).toHaveLength(1)
  expect(seen.take([range(1, 1)], '22')).toHaveLength(0)
  expect(seen.take([zoned('a')], '').map(formatRange)).toEqual(['::1%a'])
  expect(seen.take([zoned('b')], '')).toHaveLength(1)
  expect(seen.take([zoned('a')], '')).toHaveLength(0)
  expect([seen.takeName('a.example'), seen.takeName('a.example')]).toEqual([true, false])
})

test('neighbours merge, so a list without gaps never fills the memory; one with gaps does', () => {
  const seen = new SeenTargets()
  for (let value = 0; value < MOST_SEEN + 10; value++) seen.take([range(value, value)], '')
  expect(seen.full).toBe(false)
  for (let value = 0; value < MOST_SEEN; value++)
    seen.take([range(10 ** 6 + value * 2, 10 ** 6 + value * 2)], '')
  expect(seen.full).toBe(true)
  const late = range(2 ** 31, 2 ** 31)
  expect([seen.take([late], ''), seen.take([late], '')]).toEqual([[late], [late]])
  expect(seen.take([range(5, 5)], '')).toEqual([])
})
