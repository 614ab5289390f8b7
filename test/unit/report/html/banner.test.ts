import { expect, test } from 'vitest'
import { BANNER_BYTES, bannerBlock } from '../../../../src/report/html/banner.ts'

const shown = (text: string): string | undefined => bannerBlock(Buffer.from(text, 'latin1'))?.text

test('line by line, with nothing that a terminal or a page would obey', () => {
  expect(shown('220 a\r\n<b>\x1b[2J\rc\r\n')).toBe(
    '<dt>banner</dt><dd><pre>220 a\n&lt;b&gt;\\x1b[2J\\x0dc</pre></dd>',
  )
})

test('nothing of nothing', () => {
  expect([bannerBlock(undefined), bannerBlock(new Uint8Array())]).toEqual([undefined, undefined])
})

test('what is cut off is told', () => {
  expect(shown('a'.repeat(BANNER_BYTES))).toContain('<dt>banner</dt>')
  const long = shown('a'.repeat(BANNER_BYTES + 1))
  expect(long).toContain('<dt>banner, the first 512 bytes</dt>')
  expect(long).toMatch(/<pre>a{512}<\/pre>/)
})
