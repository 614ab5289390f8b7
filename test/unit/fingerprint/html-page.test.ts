import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pageFacts } from '../../../src/fingerprint/html-page.ts'
import { processorTime } from '../../support/processor-time.ts'

const facts = (html: string): ReturnType<typeof pageFacts> => pageFacts(Buffer.from(html))

describe('pageFacts', () => {
  test.each([
    ['<title>Welcome</title>', 'Welcome'],
    [
      '<HTML><TITLE lang="de">\n  Grüße\n  &amp; so &#169; &#x2014; &unknown; </TITLE>',
      'Grüße & so © — &unknown;',
    ],
    ['<title>cut', 'cut'],
    ['<title>a<b>', 'a'],
    ['<title>&#0;&#xd800;&#x110000;</title>', '&#0;&#xd800;&#x110000;'],
    ['<title>\u001b[2Jx\u0007</title>', '[2Jx'],
  ])('title of %j', (html, title) => {
    expect(facts(html)).toEqual({ title })
  })

  test('a title that is not UTF-8 is shown byte for byte', () => {
    expect(pageFacts(Buffer.from('<title>caf\xe9</title>', 'latin1'))).toEqual({ title: 'café' })
  })

  test('nothing in, nothing out', () => {
    expect(facts('')).toEqual({})
    expect(facts('<title></title>')).toEqual({})
    expect(facts(`<title ${'x'.repeat(600)}>no tag</title>`)).toEqual({})
  })

  test.each([
    '<meta name="generator" content="WordPress 6.4">',
    "<META CONTENT='WordPress 6.4' NAME=generator>",
    '<meta charset=utf-8><meta name = "generator" content = "WordPress 6.4" />',
  ])('generator of %j', (html) => {
    expect(facts(html)).toEqual({ generator: 'WordPress 6.4' })
  })

  test('is bounded', () => {
    const { title = '' } = facts(`<title>${'t'.repeat(5_000)}</title>`)
    expect(title).toHaveLength(256)
  })
})

test('property: never throws, no control characters', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '<title',
      '>',
      '<meta',
      ' name=generator',
      ' content="',
      '"',
      '&#',
      ';',
      '&#x41;',
      '</title>',
      '\n',
    ),
    fc.string({ maxLength: 20 }),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const { title = '', generator = '' } = facts(pieces.join(''))
      // eslint-disable-next-line no-control-regex
      expect(title + generator).not.toMatch(/[\0-\x1f\x7f-\x9f]/)
      expect(title.length).toBeLessThanOrEqual(256)
    }),
    { numRuns: 1_000 },
  )
})

test('16 KiB of anything takes no longer than a blink', () => {
  for (const attack of [
    '<meta',
    '<meta name=generator ',
    '<title',
    '&#',
    '<title>',
    ' ',
    '<meta name="generator" content="',
  ]) {
    expect(processorTime(() => facts(attack.repeat(20_000)))).toBeLessThan(200)
  }
})
