import fc from 'fast-check'
import { expect, test } from 'vitest'
import { textPieces, type ReportText } from '../../../../src/report/read/report-text.ts'

async function all(source: ReportText): Promise<string[]> {
  const found: string[] = []
  for await (const piece of textPieces(source)) found.push(piece)
  return found
}

test('bytes and strings, whole or in pieces, are one text', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 4 }), async (text, size) => {
      const bytes = Buffer.from(text)
      const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
        bytes.subarray(at * size, (at + 1) * size),
      )
      for (const source of [text, bytes, [text], pieces]) expect((await all(source)).join('')).toBe(text)
    }),
  )
})

test('a long string comes in pieces', async () => {
  const pieces = await all('x'.repeat(200_000))
  expect(pieces.map(({ length }) => length)).toEqual([65_536, 65_536, 65_536, 3_392])
})

test('a byte order mark is none of it', async () => {
  expect(await all('\uFEFFa')).toEqual(['a'])
  expect(await all(Buffer.from('\uFEFFa'))).toEqual(['a'])
})
