import { describe, expect, test } from 'vitest'
import { readElement } from '../../../src/net/der.ts'
import { directoryString, distinguishedName } from '../../../src/net/distinguished-name.ts'

const der = (tag: number, ...parts: Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts)
  return Buffer.concat([Buffer.from([tag, 0x82, content.length >> 8, content.length & 0xff]), content])
}
const oid = (...bytes: number[]): Buffer => der(6, Uint8Array.from(bytes))
const pair = (type: Buffer, text: string, tag = 0x0c): Buffer => der(0x30, type, der(tag, Buffer.from(text)))
const name = (...sets: Buffer[][]): string =>
  distinguishedName(readElement(der(0x30, ...sets.map((set) => der(0x31, ...set))))!)
const CN = oid(0x55, 4, 3)
const O = oid(0x55, 4, 10)

describe('distinguishedName', () => {
  test('has the most specific part first, and joins the values of one part by plus', () => {
    expect(name([pair(O, 'Example')], [pair(CN, 'a'), pair(oid(0x55, 4, 11), 'b')])).toBe(
      'CN=a+OU=b,O=Example',
    )
  })

  test.each([
    ['a,b+c"d\\e<f>g;h', 'CN=a\\,b\\+c\\"d\\\\e\\<f\\>g\\;h'],
    [' x ', 'CN=\\ x\\ '],
    ['#x', 'CN=\\#x'],
    ['a\r\nb\0', 'CN=a\\0d\\0ab\\00'],
    ['\u202e', 'CN=\u202e'],
    ['', 'CN='],
  ])('escapes %j', (value, text) => {
    expect(name([pair(CN, value)])).toBe(text)
  })

  test('an attribute without a name keeps its number', () => {
    expect(name([pair(oid(0x55, 4, 99), 'x')])).toBe('2.5.4.99=x')
  })

  test('is bounded', () => {
    expect(
      name(...Array.from({ length: 100 }, () => [pair(CN, 'x'.repeat(500))])).length,
    ).toBeLessThanOrEqual(32 * 260)
  })

  test('leaves out what is no attribute', () => {
    expect(name([der(0x30)], [pair(CN, 'x')])).toBe('CN=x')
  })
})

test('directoryString reads the string types of X.520 and no other', () => {
  const text = (tag: number, ...bytes: number[]) =>
    directoryString(readElement(der(tag, Uint8Array.from(bytes)))!)
  expect(text(0x0c, 0xc3, 0xa9)).toBe('é')
  expect(text(0x14, 0xe9)).toBe('é')
  expect(text(0x1e, 0x20, 0xac, 0x41)).toBe('€')
  expect(text(0x1c, 0, 0, 0, 0x41)).toBe('A')
  expect(text(0x02, 1)).toBeUndefined()
})
