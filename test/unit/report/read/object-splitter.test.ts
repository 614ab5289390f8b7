import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ObjectSplitter } from '../../../../src/report/read/object-splitter.ts'

test('finds what JSON has in an array, in pieces of any size', () => {
  const item = fc.dictionary(fc.string(), fc.oneof(fc.json(), fc.jsonValue()))
  fc.assert(
    fc.property(fc.array(item), fc.integer({ min: 1, max: 9 }), fc.nat(2), (items, size, indent) => {
      const text = JSON.stringify(items, null, indent)
      const splitter = new ObjectSplitter()
      const found: unknown[] = []
      for (let at = 0; at < text.length; at += size) {
        for (const object of splitter.write(text.slice(at, at + size))) {
          expect(text.startsWith(object.text, object.position)).toBe(true)
          expect(text.slice(0, object.position).split('\n')).toHaveLength(object.line)
          found.push(JSON.parse(object.text))
        }
      }
      expect(found).toEqual(JSON.parse(text))
      expect(splitter.open).toBe(false)
    }),
  )
})

test('brackets and commas between objects do not matter', () => {
  const splitter = new ObjectSplitter()
  expect(splitter.write('{"a":"}"},,[{"b":"\\"{"}\n]\n]{c}').map(({ text }) => text)).toEqual([
    '{"a":"}"}',
    '{"b":"\\"{"}',
    '{c}',
  ])
})

test('says whether something is open', () => {
  for (const text of ['[', '{', '[{}', '{"a":"}']) {
    const splitter = new ObjectSplitter()
    splitter.write(text)
    expect(splitter.open, text).toBe(true)
  }
})
