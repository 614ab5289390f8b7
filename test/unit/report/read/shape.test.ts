import { expect, test } from 'vitest'
import { Mismatch } from '../../../../src/report/read/mismatch.ts'
import {
  dictionary,
  integer,
  list,
  number,
  optional,
  record,
  text,
  wordOf,
  yesOrNo,
  type Shape,
} from '../../../../src/report/read/shape.ts'

interface Thing {
  readonly name: string
  readonly sizes: readonly number[]
  readonly inner?: { readonly on: boolean }
}

const thing = record<Thing>({
  name: text,
  sizes: list(number),
  inner: optional(record<{ readonly on: boolean }>({ on: yesOrNo })),
})

test('a record has its members and no others', () => {
  expect(thing({ name: 'a', sizes: [1], inner: { on: true }, more: 1 })).toEqual({
    name: 'a',
    sizes: [1],
    inner: { on: true },
  })
  expect(thing({ name: 'a', sizes: [], inner: null })).toEqual({ name: 'a', sizes: [] })
})

test('what comes from outside is no prototype', () => {
  const words = dictionary(text, number)
  const read = words(JSON.parse('{"__proto__":1,"constructor":2}'))
  expect(Object.entries(read)).toEqual([
    ['__proto__', 1],
    ['constructor', 2],
  ])
  expect(() => wordOf({ a: true })('constructor')).toThrow(Mismatch)
})

test.each<[Shape<unknown>, unknown, string, string, string]>([
  [thing, 1, '', 'an object', '1'],
  [thing, [], '', 'an object', 'a list of 0'],
  [thing, {}, 'name', 'a text', 'nothing'],
  [thing, { name: 'a', sizes: [1, '2'] }, 'sizes[1]', 'a number', '"2"'],
  [thing, { name: 'a', sizes: [], inner: { on: {} } }, 'inner.on', 'true or false', 'an object'],
  [integer(1, 5), 6, '', '1 to 5', '6'],
  [integer(0, Number.MAX_SAFE_INTEGER), 0.5, '', 'a whole number from 0', '0.5'],
  [wordOf({ a: true, b: true }), 'c'.repeat(100), '', "one of 'a', 'b'", `"${'c'.repeat(60)}…"`],
])('says where, what was expected and what came', (shape, value, path, expected, found) => {
  let error: unknown
  try {
    shape(value)
  } catch (thrown) {
    error = thrown
  }
  expect(error).toBeInstanceOf(Mismatch)
  expect(error).toMatchObject({ path, expected, found })
})
