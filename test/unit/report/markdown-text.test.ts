import fc from 'fast-check'
import { expect, test } from 'vitest'
import { markdownCode, markdownTable, markdownWords } from '../../../src/report/markdown-text.ts'
import { hostileText } from './arbitrary-events.ts'
import { readMarkdown } from './read-markdown.ts'

test('what is not ours is a code span of one line', () => {
  expect(markdownCode('nginx 1.24.0')).toBe('`nginx 1.24.0`')
  expect(markdownCode('`` ` <script> | ![x](http://x.example) @all #1')).toBe(
    '`\\x60\\x60 \\x60 \\x3cscript> \\x7c ![x](http://x.example) @all #1`',
  )
  expect(markdownCode('a\r\n## b')).toBe('`a\\x0d\\x0a## b`')
  expect([markdownCode(''), markdownCode(' \n')]).toEqual(['', ''])
})

test('words of our own stay as they are, what is more becomes a code span', () => {
  expect(markdownWords('997 closed (conn-refused)')).toBe('997 closed (conn-refused)')
  expect(markdownWords('open|filtered')).toBe('open\\|filtered')
  expect(markdownWords('*open*')).toBe('`*open*`')
})

test('any text is one cell of its row (H19)', () => {
  fc.assert(
    fc.property(hostileText, hostileText, (a, b) => {
      const rows = [[markdownCode(a), markdownWords(b)]]
      expect(readMarkdown([...markdownTable(['a', 'b'], rows)].join(''))).toEqual([
        [['a', 'b'], ['---', '---'], ...rows],
      ])
    }),
    { numRuns: 2_000 },
  )
})
