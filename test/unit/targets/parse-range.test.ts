import fc from 'fast-check'
import ipaddr from 'ipaddr.js'
import { describe, expect, test } from 'vitest'
import { formatIPv4, formatIPv6 } from '../../../src/net/address.ts'
import { formatRange } from '../../../src/net/address-range.ts'
import { parseRangeV4, parseRangeV6 } from '../../../src/targets/parse-range.ts'

function read(text: string): string | undefined {
  const where = { input: text, text, position: 0 }
  const range = text.includes(':') ? parseRangeV6(where) : parseRangeV4(where)
  return range && formatRange(range)
}

describe('ranges', () => {
  const word = fc.nat({ max: 0xffff_ffff })
  const wide = fc.bigInt({ min: 2n ** 125n, max: 2n ** 126n - 1n })

  test('CIDR means what ipaddr.js says it means', () => {
    fc.assert(
      fc.property(word, fc.nat({ max: 32 }), wide, fc.nat({ max: 128 }), (value, length, value6, length6) => {
        const cidr = `${formatIPv4(value)}/${length}`
        const [first = '', last = first] = read(cidr)!.split('-')
        expect(first).toBe(ipaddr.IPv4.networkAddressFromCIDR(cidr).toString())
        expect(last).toBe(ipaddr.IPv4.broadcastAddressFromCIDR(cidr).toString())
        const cidr6 = `${formatIPv6(value6)}/${length6}`
        const [first6 = '', last6 = first6] = read(cidr6)!.split('-')
        expect(first6).toBe(ipaddr.IPv6.networkAddressFromCIDR(cidr6).toRFC5952String())
        expect(last6).toBe(ipaddr.IPv6.broadcastAddressFromCIDR(cidr6).toRFC5952String())
      }),
    )
  })

  test('first-last has these ends, or is refused where they are the wrong way round', () => {
    fc.assert(
      fc.property(word, word, wide, wide, (a, b, c, d) => {
        fc.pre(a !== b && c !== d)
        const [low, high] = [Math.min(a, b), Math.max(a, b)].map(formatIPv4)
        expect(read(`${low}-${high}`)).toBe(`${low}-${high}`)
        expect(() => read(`${high}-${low}`)).toThrow(/ends before it starts/)
        const [low6, high6] = (c < d ? [c, d] : [d, c]).map((value) => formatIPv6(value))
        expect(read(`${low6}-${high6}`)).toBe(`${low6}-${high6}`)
        expect(() => read(`${high6}-${low6}`)).toThrow(/ends before it starts/)
      }),
    )
  })

  test('what can only be a pattern is left to the pattern', () => {
    for (const text of ['10.0.0.1-20', '10.*.0.1', '10.0.0', '1-2']) expect(read(text)).toBeUndefined()
  })
})
