import { describe, expect, it } from 'vitest'
import { unsafeReason } from '../../../src/fingerprint/pattern-safety.ts'

describe('unsafeReason', () => {
  it.each([
    /(a{1,9}){1,9}/,
    /(?:a|a{1,3}){2}/,
    /(?:\w\w{0,9}){0,9}/,
    /a+/,
    /a*?b/,
    /a{2,}/,
    /(?<x>a)\k<x>/,
    /(a)\1/,
    /(?<=a)b/,
    /(?<!a)b/,
    /a{3000}/,
    /a/g,
    /a/y,
  ])('refuses %s', (expression) => {
    expect(unsafeReason(expression)).toBeDefined()
  })
  it.each([
    /^a?b{0,20}[*+]{1,3}\*\+/,
    /(?:\.\d{1,3}){0,3}/,
    /(?:\d{1,3}\.){3}/,
    /(?:ab|c){0,3}/,
    /\{1,\}/,
    /[(]{1,2}(?=x)(?!y)/,
    /\u0041\x41{1,2}/,
  ])('accepts %s', (expression) => {
    expect(unsafeReason(expression)).toBeUndefined()
  })
})
