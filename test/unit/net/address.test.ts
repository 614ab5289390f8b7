import { isIPv4 } from 'node:net'
import fc from 'fast-check'
import { IPv4, IPv6 } from 'ip-num'
import ipaddr from 'ipaddr.js'
import { describe, expect, test } from 'vitest'
import {
  compareAddresses,
  familyOf,
  formatAddress,
  formatIPv4,
  formatIPv6,
  parseAddress,
  parseIPv4,
} from '../../../src/net/address.ts'

const word = fc.nat({ max: 0xffff_ffff })
// Groups of zero are common, so that every shape of shortening turns up.
const group = fc.oneof(fc.constant(0), fc.nat({ max: 0xffff }))
const groups = fc.array(group, { minLength: 8, maxLength: 8 })

function toBigint(list: readonly number[]): bigint {
  return list.reduce((value, part) => (value << 16n) | BigInt(part), 0n)
}

describe('IPv4', () => {
  test('goes to text and back', () => {
    fc.assert(
      fc.property(word, (value) => {
        const text = formatIPv4(value)
        expect(isIPv4(text)).toBe(true)
        expect(parseIPv4(text)).toBe(value)
        expect(new IPv4(text).getValue()).toBe(BigInt(value))
      }),
    )
  })

  test('takes what the system takes and nothing else', () => {
    const nearly = fc
      .array(fc.constantFrom(...'0123456789.. -x/'), { maxLength: 17 })
      .map((list) => list.join(''))
    const octet = fc.oneof(
      fc.nat({ max: 300 }).map(String),
      fc.constantFrom('', '00', '01', '1e1', ' 1', '+1', '255'),
    )
    const dotted = fc.array(octet, { minLength: 3, maxLength: 5 }).map((list) => list.join('.'))
    fc.assert(
      fc.property(fc.oneof(nearly, dotted), (text) => {
        expect(parseIPv4(text) !== undefined).toBe(isIPv4(text))
      }),
      { numRuns: 2000 },
    )
  })
})

describe('IPv6', () => {
  test('goes to text and back, as two other libraries read it', () => {
    fc.assert(
      fc.property(groups, (list) => {
        const value = toBigint(list)
        const text = formatIPv6(value)
        expect(parseAddress(text)).toEqual({ family: 6, value })
        expect(ipaddr.IPv6.parse(text).parts).toEqual(list)
        expect(new IPv6(text).getValue()).toBe(value)
      }),
      { numRuns: 500 },
    )
  })

  test('is written as RFC 5952 says (ipaddr.js agrees, but for the dotted form)', () => {
    fc.assert(
      fc.property(groups, (list) => {
        const mapped = list.slice(0, 5).every((part) => part === 0) && list[5] === 0xffff
        fc.pre(!mapped)
        expect(formatIPv6(toBigint(list))).toBe(new ipaddr.IPv6(list).toRFC5952String())
      }),
      { numRuns: 500 },
    )
  })

  test.each([
    ['2001:DB8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:0db8::0001', '2001:db8::1'],
    ['0:0:0:0:0:0:0:0', '::'],
    ['0:0:0:0:0:ffff:c000:0201', '::ffff:192.0.2.1'],
    ['64:ff9b::192.0.2.33', '64:ff9b::c000:221'],
    ['fe80::1%eth0.100', 'fe80::1%eth0.100'],
  ])('%s is written %s', (text, written) => {
    expect(formatAddress(parseAddress(text)!)).toBe(written)
  })

  test.each([
    '',
    ':',
    ':::',
    '1::2::3',
    '12345::',
    '::1%',
    '::1% ',
    `::1%${'a'.repeat(33)}`,
    `${'0'.repeat(90)}::1`,
    '[::1]',
  ])('%j is no address', (text) => {
    expect(parseAddress(text)).toBeUndefined()
    expect(familyOf(text)).toBeUndefined()
  })

  test('random text never throws', () => {
    const text = fc
      .array(fc.constantFrom(...'0123456789abcdef:::..%/ge'), { maxLength: 60 })
      .map((list) => list.join(''))
    fc.assert(
      fc.property(fc.oneof(text, fc.string()), (input) => {
        const parsed = parseAddress(input)
        if (parsed !== undefined) expect(parseAddress(formatAddress(parsed))).toEqual(parsed)
      }),
    )
  })
})

test('addresses sort by family, number and zone; anything else comes last', () => {
  const sorted = [
    '9.0.0.1',
    '10.0.0.2',
    '10.0.0.10',
    '::1',
    'fe80::1',
    'fe80::1%a',
    'fe80::1%b',
    '2nd.example',
    'a.example',
  ]
  for (let turn = 0; turn < 5; turn++) {
    const mixed = [...sorted].sort((a, b) => (a + turn < b + turn ? 1 : -1))
    expect(mixed.sort(compareAddresses)).toEqual(sorted)
  }
})
