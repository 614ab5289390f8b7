import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readDnsName } from '../../../src/fingerprint/dns-name-text.ts'

const bytes = (text: string): Buffer => Buffer.from(text, 'latin1')

test('labels, and pointers to what came before', () => {
  const message = bytes('\x05local\0\x04_tcp\xc0\0\x05_http\xc0\x07')
  expect(readDnsName(message, 0)).toEqual({ text: 'local', end: 7 })
  expect(readDnsName(message, 7)).toEqual({ text: '_tcp.local', end: 14 })
  expect(readDnsName(message, 14)).toEqual({ text: '_http._tcp.local', end: 22 })
})

test.each([
  ['a pointer to itself', '\xc0\0'],
  ['a pointer forward', '\xc0\x05'],
  ['half a pointer', '\xc0'],
  ['a label that ends too late', '\x05abc'],
  ['no end', '\x01a'],
  ['a label of 64', `\x40${'a'.repeat(64)}\0`],
  ['256 octets', `${`\x3f${'a'.repeat(63)}`.repeat(4)}\0`],
])('not %s', (_what, text) => {
  expect(readDnsName(bytes(text), 0)).toBeUndefined()
})

test('any bytes give a short name or none, soon', () => {
  const message = fc.array(fc.constantFrom(0, 1, 2, 0x3f, 0xc0, 0xff, 97), { maxLength: 300 })
  fc.assert(
    fc.property(message, fc.nat(300), (list, at) => {
      const name = readDnsName(Uint8Array.from(list), at)
      if (name === undefined) return
      expect(name.text.length).toBeLessThan(256)
      expect(name.end).toBeGreaterThan(at)
    }),
  )
})
