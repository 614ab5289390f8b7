import fc from 'fast-check'
import { expect, it } from 'vitest'
import { bsonOf, int32, parseBson } from '../../../../src/fingerprint/services/bson.ts'

const wrap = (body: Buffer): Buffer => Buffer.concat([int32(body.length + 5), body, Buffer.of(0)])
const element = (type: number, name: string, value: Buffer): Buffer =>
  Buffer.concat([Buffer.of(type), Buffer.from(`${name}\0`), value])

it('reads what it writes', () => {
  const names = fc.string({ maxLength: 20 }).filter((name) => !name.includes('\0'))
  const values = fc.oneof(
    fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
    fc.boolean(),
    fc.string({ maxLength: 50 }),
  )
  fc.assert(
    fc.property(fc.uniqueArray(fc.tuple(names, values), { selector: ([name]) => name }), (entries) => {
      const document = parseBson(bsonOf(Object.fromEntries(entries)))
      expect(Object.fromEntries(document!)).toEqual(Object.fromEntries(entries))
    }),
  )
})

it('reads every kind that a server sends', () => {
  const double = Buffer.alloc(8)
  double.writeDoubleLE(1.5)
  const long = Buffer.alloc(8)
  long.writeBigInt64LE(-7n)
  const document = wrap(
    Buffer.concat([
      element(0x01, 'double', double),
      element(0x12, 'long', long),
      element(0x09, 'date', Buffer.alloc(8)),
      element(0x07, 'id', Buffer.alloc(12)),
      element(0x05, 'bytes', Buffer.concat([int32(3), Buffer.of(0, 1, 2, 3)])),
      element(0x0a, 'null', Buffer.alloc(0)),
      element(0x03, 'inner', bsonOf({ a: 1 })),
      element(0x04, 'list', bsonOf({ 0: 'x', 1: true })),
    ]),
  )
  expect(Object.fromEntries(parseBson(document)!)).toEqual({
    double: 1.5,
    long: -7,
    date: null,
    id: null,
    bytes: null,
    null: null,
    inner: new Map([['a', 1]]),
    list: ['x', true],
  })
})

it('refuses what does not fit', () => {
  const whole = bsonOf({ a: 'text', b: 1 })
  for (let length = 0; length < whole.length; length++)
    expect(parseBson(whole.subarray(0, length))).toBeUndefined()
  expect(parseBson(wrap(element(0x42, 'a', Buffer.alloc(4))))).toBeUndefined()
  expect(parseBson(wrap(element(0x02, 'a', int32(-1))))).toBeUndefined()
  expect(parseBson(wrap(element(0x02, 'a', int32(2 ** 31 - 1))))).toBeUndefined()
  expect(parseBson(wrap(element(0x03, 'a', int32(4))))).toBeUndefined()
})

it('is bounded in depth and number', () => {
  const nested = (depth: number): Buffer =>
    depth === 0 ? bsonOf({}) : wrap(element(0x03, 'a', nested(depth - 1)))
  expect(parseBson(nested(6))).toBeDefined()
  expect(parseBson(nested(7))).toBeUndefined()
  const many = (count: number): Buffer => wrap(Buffer.from('\x0aa\0'.repeat(count), 'latin1'))
  expect(parseBson(many(512))).toBeDefined()
  expect(parseBson(many(513))).toBeUndefined()
})

it('never throws', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
      parseBson(wrap(Buffer.from(bytes)))
      parseBson(bytes)
    }),
  )
})
