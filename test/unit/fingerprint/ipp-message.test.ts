import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ippAttributes, ippMessage } from '../../../src/fingerprint/ipp-message.ts'

it('reads back what it writes, of each attribute the first value', () => {
  const message = ippMessage(0x000b, 7, [[0x44, 'requested-attributes', ['all', 'none']]])
  expect(ippAttributes(message)).toEqual({
    version: '1.1',
    status: 0x000b,
    requestId: 7,
    values: new Map([
      ['attributes-charset', 'utf-8'],
      ['attributes-natural-language', 'en'],
      ['requested-attributes', 'all'],
    ]),
  })
})

it('keeps what is there of a message that is cut off, and takes nothing else', () => {
  const message = ippMessage(0, 7, [[0x41, 'printer-name', ['office']]])
  expect(ippAttributes(message.subarray(0, -4))?.values.has('printer-name')).toBe(false)
  expect(ippAttributes(message.subarray(0, 8))).toBeUndefined()
  expect(ippAttributes(Buffer.from('HTTP/1.1 200 OK'))).toBeUndefined()
})

it('never throws', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const message = Buffer.concat([Buffer.from([1, 1, 0, 0, 0, 0, 0, 1, 1]), bytes])
      expect(ippAttributes(message)!.values.size).toBeLessThanOrEqual(64)
    }),
  )
})
