import fc from 'fast-check'
import { expect, test } from 'vitest'
import { neighbourSolicitation, readAdvertisement, solicitedNode } from '../../../src/native/nd-message.ts'
import { parseAddress } from '../../../src/net/address.ts'

const mac = [0, 0, 0x5e, 0, 0x53, 1]
const address = (text: string): bigint => BigInt(parseAddress(text)!.value)
const host = address('2001:db8::1:2')

test('a solicitation as it is written (RFC 4861, section 4.3)', () => {
  expect(Buffer.from(neighbourSolicitation(mac, host)).toString('hex')).toBe(
    '8700000000000000' + '20010db8000000000000000000010002' + '0101' + '00005e005301',
  )
})

test('the group of an address', () => {
  expect(solicitedNode(address('2001:db8::12ab:cdef'))).toBe(address('ff02::1:ffab:cdef'))
})

function advertisement(options: readonly number[] = [2, 1, ...mac], target = host): Uint8Array {
  const bytes = neighbourSolicitation(mac, target).slice(0, 24)
  bytes[0] = 136
  return new Uint8Array([...bytes, ...options])
}

test('who advertises is read, with the address of its link or without', () => {
  expect(readAdvertisement(advertisement())).toEqual({ address: host, mac })
  expect(readAdvertisement(advertisement([]))).toEqual({ address: host })
  expect(readAdvertisement(advertisement([9, 2, ...new Array<number>(14).fill(1), 2, 1, ...mac]))).toEqual({
    address: host,
    mac,
  })
  expect(readAdvertisement(advertisement([2, 1, 255, 255, 255, 255, 255, 255]))).toEqual({ address: host })
})

test.each([
  ['an option of no length', advertisement([2, 0, ...mac])],
  ['an option that ends outside', advertisement([2, 2, ...mac])],
  ['half an option', advertisement([2])],
  ['a group', advertisement([], address('ff02::1'))],
  ['a solicitation', neighbourSolicitation(mac, host)],
  ['too few bytes', advertisement([]).subarray(0, 23)],
])('%s is ignored', (_what, bytes) => {
  expect(readAdvertisement(bytes)).toBeUndefined()
})

test('another code is ignored', () => {
  const bytes = advertisement()
  bytes[1] = 1
  expect(readAdvertisement(bytes)).toBeUndefined()
})

test('nothing that comes in throws, and it ends', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 1_500 }), fc.boolean(), (bytes, like) => {
      const said = readAdvertisement(like ? new Uint8Array([...advertisement([]), ...bytes]) : bytes)
      if (said?.mac !== undefined) expect(said.mac).toHaveLength(6)
    }),
  )
})
