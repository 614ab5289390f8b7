import { describe, expect, it } from 'vitest'
import { PATTERN_LIMIT, slowReason } from '../../../src/fingerprint/slow-pattern.ts'
import { processorTime } from '../../support/processor-time.ts'

const texts = ['a', 'x', 'ab', 'aa,', '1.'].map((piece) =>
  piece.repeat(PATTERN_LIMIT).slice(0, PATTERN_LIMIT),
)

describe('slowReason', () => {
  it.each([
    [
      /^(?<version>.*)/,
      'it has a repeat without a bound (at 14 of /^(?<version>.*)/); give every repeat a bound',
    ],
    [/(a)\1/, /back-reference.*; write it without$/],
    [/a/g, 'it has flag g or y, which keeps a position between calls; write it without'],
    [new RegExp('a'.repeat(2001)), 'it has more than 2000 characters; make it shorter'],
    [/[a-z]{0,2000}[a-z]{0,2000}!/, 'multiply too far; anchor it by ^'],
    [/^(?:a|ab|b){0,40}c/, 'multiply too far'],
    [/^(?:a?){21}a{20}$/, 'multiply too far'],
    [/^[^x]{0,900}[^x]{0,900}x/m, 'multiply too far'],
  ])('refuses %s', (expression, reason) => {
    expect(slowReason(expression)).toMatch(reason)
  })

  it.each([
    /^ACME (?<product>\w{1,30}) (?<version>\d[\w.]{0,20})/,
    /(?:\d{1,3}\.){3}\d{1,3}/,
    /Server: [^\r\n]{0,200}acme/,
    /^[^x]{0,900}[^x]{0,900}x/,
    /(?=a{0,200}b)a/,
    /^(?:a?){18}a{20}$/,
  ])('takes %s, which no answer makes slow', (expression) => {
    expect(slowReason(expression)).toBeUndefined()
    expect(processorTime(() => texts.forEach((text) => expression.exec(text)))).toBeLessThan(1000)
  })
})
