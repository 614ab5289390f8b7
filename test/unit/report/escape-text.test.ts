import fc from 'fast-check'
import { expect, test } from 'vitest'
import { escapeJson, escapeText } from '../../../src/report/escape-text.ts'
import { attacks, hostileText } from './arbitrary-events.ts'

/** Written by code point, not with the pattern under test. */
function isSafe(text: string): boolean {
  return [...text].every((character) => {
    const code = character.codePointAt(0) ?? 0
    if (code < 0x20 || (code >= 0x7f && code <= 0x9f) || code === 0xad) return false
    if ((code >= 0x200b && code <= 0x200f) || (code >= 0x2028 && code <= 0x202e)) return false
    if ((code >= 0x2060 && code <= 0x206f) || code === 0xfeff || code === 0x61c) return false
    return !(code >= 0xd800 && code <= 0xdfff) && !(code >= 0xe0000 && code <= 0xe0fff)
  })
}

test('shows each dangerous character as its number', () => {
  expect(escapeText('\x1b[2J\x9b\x7f\r\n\t\0')).toBe('\\x1b[2J\\x9b\\x7f\\x0d\\x0a\\x09\\x00')
  expect(escapeText('\u202ea\u200b\u2028\u{e0041}\ud800')).toBe(
    '\\u{202e}a\\u{200b}\\u{2028}\\u{e0041}\\u{d800}',
  )
})

test('leaves readable text alone', () => {
  for (const text of ['OpenSSH 9.2p1', 'Größe', '日本語', 'قاعدة', '😀', 'a\\x1b'])
    expect(escapeText(text)).toBe(text)
})

test('nothing dangerous is left in any text (H13, H14)', () => {
  for (const attack of attacks) expect(isSafe(escapeText(attack)), JSON.stringify(attack)).toBe(true)
  fc.assert(
    fc.property(hostileText, (text) => isSafe(escapeText(text))),
    { numRuns: 10_000 },
  )
})

test('every code unit that it must know is known', () => {
  for (let code = 0; code <= 0xffff; code++) expect(isSafe(escapeText(String.fromCharCode(code)))).toBe(true)
})

test('in JSON the same is escaped and comes back unchanged (H14, H16)', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const json = escapeJson(JSON.stringify(text))
      return isSafe(json) && JSON.parse(json) === text
    }),
    { numRuns: 5_000 },
  )
})
