import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SocketAddress } from '../../../src/native/socket-address.ts'
import { addressWords } from '../../../src/threads/dial-records.ts'

test('an IPv4 address as the system reads it', () => {
  const address = new SocketAddress(4)
  address.fill(443, Int32Array.from(addressWords('192.0.2.1')!), 0)
  expect([...address.bytes.subarray(0, 16)]).toEqual([2, 0, 1, 187, 192, 0, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0])
})

test('an IPv6 address as the system reads it', () => {
  const address = new SocketAddress(6)
  address.fill(22, Int32Array.from(addressWords('2001:db8::1')!), 0)
  const bytes = [
    10, 0, 0, 22, 0, 0, 0, 0, 0x20, 1, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0,
  ]
  expect([...address.bytes.subarray(0, SocketAddress.sizeOf(6))]).toEqual(bytes)
})

test('two are equal by port and address alone', () => {
  const both = fc.constantFrom<4 | 6>(4, 6)
  const words = fc.array(fc.integer(), { minLength: 4, maxLength: 4 })
  const port = fc.nat(65_535)
  fc.assert(
    fc.property(both, words, words, port, port, (family, one, other, onePort, otherPort) => {
      const [a, b] = [new SocketAddress(family), new SocketAddress(family)]
      a.fill(onePort, Int32Array.from(one), 0)
      b.fill(otherPort, Int32Array.from(other), 0)
      const told = family === 4 ? one[0] === other[0] : one.every((word, at) => word === other[at])
      expect(a.equals(b)).toBe(told && onePort === otherPort)
      b.fill(onePort, Int32Array.from(one), 0)
      // The flow label is no part of the address.
      if (family === 6) b.bytes[5] = 1
      expect(a.equals(b)).toBe(true)
    }),
  )
})

test('from text: an address and no port', () => {
  expect(SocketAddress.of('127.0.0.1')?.bytes.subarray(0, 8)).toEqual(Uint8Array.of(2, 0, 0, 0, 127, 0, 0, 1))
  expect(SocketAddress.of('::1')?.family).toBe(6)
  expect(SocketAddress.of('fe80::1%eth0')).toBeUndefined()
  expect(SocketAddress.of('localhost')).toBeUndefined()
})
