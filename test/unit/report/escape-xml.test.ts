import fc from 'fast-check'
import { expect, test } from 'vitest'
import { escapeXml, xmlAttributes } from '../../../src/report/escape-xml.ts'
import { hostileText } from './arbitrary-events.ts'
import { readXml } from './read-xml.ts'

test('what XML does not allow is shown, what it has a meaning for is an entity', () => {
  expect(escapeXml(`<a b="c" d='&'>]]>`)).toBe('&lt;a b=&quot;c&quot; d=&apos;&amp;&apos;&gt;]]&gt;')
  expect(escapeXml('\0\x1b\r\n\ud800\ufffe\uffff')).toBe('\\x00\\x1b\\x0d\\x0a\\u{d800}\\u{fffe}\\u{ffff}')
  expect(escapeXml('größe 中 🙂')).toBe('größe 中 🙂')
})

test('every code unit alone is well-formed, as text and as a value', () => {
  const units = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code))
  for (let at = 0; at < units.length; at += 1024) {
    const text = units.slice(at, at + 1024).join('-')
    const { attributes, text: inside } = readXml(`<a b="${escapeXml(text)}">${escapeXml(text)}</a>`)
    expect(inside).toBe(attributes['b'])
  }
})

test('any text is read back as it was, but for what is made visible (H17)', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const { attributes } = readXml(`<a${xmlAttributes({ text })}/>`)
      if (/^[\x20-\x7e]*$/.test(text)) expect(attributes['text']).toBe(text)
      expect(attributes['text']).not.toMatch(/[\p{Cc}\p{Cs}]/u)
    }),
    { numRuns: 2_000 },
  )
})

test('an attribute without a value is left out', () => {
  expect(xmlAttributes({ a: 1, b: undefined, c: '' })).toBe(' a="1" c=""')
})
