import fc from 'fast-check'
import { expect, it } from 'vitest'
import { protobufFields } from '../../../src/fingerprint/protobuf.ts'

const read = (hex: string) => protobufFields(Buffer.from(hex, 'hex'))

it('reads numbers and bytes', () => {
  // The examples of the format's own documentation.
  expect(read('089601')).toEqual([{ number: 1, value: 150 }])
  expect(read('120774657374696e67')).toEqual(
    [{ number: 2, value: new Uint8Array(Buffer.from('testing')) }].map((field) => ({
      ...field,
      value: Buffer.from('testing'),
    })),
  )
  expect(read('0d01020304')?.[0]?.value).toHaveLength(4)
  expect(read('090102030405060708')?.[0]?.value).toHaveLength(8)
  expect(read('')).toEqual([])
})

it.each(['08', '0a05aa', '0b', '00', '08ffffffffffffffffff01', '0d01'])('%s is none', (hex) => {
  expect(read(hex)).toBeUndefined()
})

it('never throws, and gives at most 128 fields', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(protobufFields(bytes)?.length ?? 0).toBeLessThanOrEqual(128)
    }),
  )
  expect(protobufFields(Buffer.alloc(2_000, 8))).toHaveLength(128)
})
