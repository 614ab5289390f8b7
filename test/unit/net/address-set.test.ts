import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatIPv4, formatIPv6 } from '../../../src/net/address.ts'
import { formatRange, rangeSize, type AddressRange } from '../../../src/net/address-range.ts'
import { AddressSet } from '../../../src/net/address-set.ts'

// A small universe at both ends of the number line, so that ranges meet, touch and overflow would show.
const near = fc.oneof(fc.nat({ max: 60 }), fc.integer({ min: 0xffff_ffff - 20, max: 0xffff_ffff }))
const v4 = fc
  .tuple(near, near)
  .map(([a, b]): AddressRange => ({ family: 4, first: Math.min(a, b), last: Math.max(a, b) }))
const near6 = fc.oneof(
  fc.bigInt({ min: 0n, max: 40n }),
  fc.bigInt({ min: 2n ** 128n - 20n, max: 2n ** 128n - 1n }),
)
const v6 = fc
  .tuple(near6, near6)
  .map(([a, b]): AddressRange => ({ family: 6, first: a < b ? a : b, last: a < b ? b : a }))
const ranges = fc.array(fc.oneof(v4, v6), { maxLength: 12 })

function inside(list: readonly AddressRange[], family: 4 | 6, value: number | bigint): boolean {
  return list.some((range) => range.family === family && range.first <= value && value <= range.last)
}

describe('AddressSet', () => {
  test('has what its ranges have', () => {
    fc.assert(
      fc.property(ranges, near, near6, (list, value, value6) => {
        const set = new AddressSet(list)
        expect(set.has(formatIPv4(value))).toBe(inside(list, 4, value))
        expect(set.has(formatIPv6(value6))).toBe(inside(list, 6, value6))
      }),
      { numRuns: 1000 },
    )
  })

  test('keeps sorted ranges that neither overlap nor touch', () => {
    fc.assert(
      fc.property(ranges, (list) => {
        const merged = new AddressSet(list).ranges()
        for (let at = 1; at < merged.length; at++) {
          const [before, after] = [merged[at - 1]!, merged[at]!]
          if (before.family === after.family)
            expect(BigInt(after.first)).toBeGreaterThan(BigInt(before.last) + 1n)
        }
        expect(new AddressSet(merged).ranges()).toEqual(merged)
      }),
    )
  })

  test('what is subtracted and what is left make the range again', () => {
    fc.assert(
      fc.property(ranges, fc.oneof(v4, v6), (list, range) => {
        const set = new AddressSet(list)
        const rest = set.subtractFrom(range)
        for (const part of rest)
          for (const end of [part.first, part.last]) expect(inside(list, part.family, end)).toBe(false)
        const all = new AddressSet([...rest, ...list]).ranges()
        expect(all).toEqual(new AddressSet([range, ...list]).ranges())
        expect(set.overlaps(range)).toBe(
          rest.reduce((sum, part) => sum + rangeSize(part), 0n) < rangeSize(range),
        )
        expect(rest.reduce((sum, part) => sum + rangeSize(part), 0n)).toBeLessThanOrEqual(rangeSize(range))
      }),
      { numRuns: 1000 },
    )
  })

  test('a union has what either has', () => {
    fc.assert(
      fc.property(ranges, ranges, (a, b) => {
        expect(new AddressSet(a).union(new AddressSet(b)).ranges()).toEqual(
          new AddressSet([...a, ...b]).ranges(),
        )
      }),
    )
  })

  test('zones do not count, mapped addresses count as IPv4, other text is in no set', () => {
    const set = new AddressSet([
      { family: 6, first: 0xfe80n << 112n, last: (0xfe80n << 112n) + 5n, zone: 'eth0' },
      { family: 6, first: 0xffff_0a00_0000n, last: 0xffff_0aff_ffffn },
    ])
    expect(set.has('fe80::1%eth1')).toBe(true)
    expect(set.has('10.1.2.3')).toBe(true)
    expect(set.has('::ffff:10.1.2.3')).toBe(true)
    expect(set.has('11.0.0.0')).toBe(false)
    expect(set.has('host.example')).toBe(false)
    expect(new AddressSet([{ family: 6, first: 0n, last: 2n ** 128n - 1n }]).has('192.0.2.1')).toBe(false)
  })

  test('a zone stays with what is left of its range', () => {
    const rest = new AddressSet([{ family: 6, first: 5n, last: 5n }]).subtractFrom({
      family: 6,
      first: 4n,
      last: 6n,
      zone: 'a',
    })
    expect(rest.map(formatRange)).toEqual(['::4%a', '::6%a'])
  })

  test('a million look-ups in ten thousand ranges take well under ten seconds', () => {
    const list = Array.from({ length: 10_000 }, (_, at): AddressRange => ({
      family: 4,
      first: at * 1000,
      last: at * 1000 + 10,
    }))
    const set = new AddressSet(list)
    const began = performance.now()
    let found = 0
    for (let value = 0; value < 1_000_000; value++) if (set.hasIPv4(value * 10)) found++
    expect(found).toBe(20_000)
    expect(performance.now() - began).toBeLessThan(5000)
  })
})
