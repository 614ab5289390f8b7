import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LineSplitter } from '../../../../src/report/read/line-splitter.ts'

test('gives the lines with their places, in pieces of any size', () => {
  const text = fc.array(fc.constantFrom('a', 'bc', '\n', '\r\n')).map((parts) => parts.join(''))
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 5 }), (whole, size) => {
      const splitter = new LineSplitter()
      const lines = []
      for (let at = 0; at < whole.length; at += size)
        lines.push(...splitter.write(whole.slice(at, at + size)))
      lines.push(splitter.end())
      expect(lines.map((line) => line.text)).toEqual(whole.split('\n'))
      for (const [index, { text, line, position }] of lines.entries()) {
        expect([line, whole.slice(position, position + text.length)]).toEqual([index + 1, text])
      }
    }),
  )
})
