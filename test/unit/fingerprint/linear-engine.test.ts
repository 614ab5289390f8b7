import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadPatternEngine } from '../../../src/fingerprint/linear-engine.ts'
import { checkedEngine } from '../../../src/fingerprint/text-pattern.ts'

const engine = await loadPatternEngine()

test('re2js is there, and finds groups', () => {
  expect(engine.linear).toBe(true)
  const pattern = engine.compile('^acme/(\\d+)(x)?', 'i')
  expect(pattern.groups).toBe(2)
  expect(pattern.find('ACME/12 and more')).toEqual(['ACME/12', '12', undefined])
  expect(pattern.find('other')).toBeUndefined()
})

test('flags', () => {
  expect(engine.compile('a.b$', 's').find('a\nb')).toBeDefined()
  expect(engine.compile('^b', 'm').find('a\nb')).toBeDefined()
  expect(engine.compile('^b', '').find('a\nb')).toBeUndefined()
})

test('what makes other engines slow takes no longer than its text', () => {
  const started = performance.now()
  engine.compile('(a+)+$', '').find(`${'a'.repeat(4096)}b`)
  engine.compile('(.*)x(.*)y(.*)z$', '').find('xy'.repeat(2048))
  expect(performance.now() - started).toBeLessThan(2000)
})

test.each(['(?=a)b', '(a)\\1', '(', 'a'.repeat(2001), '(?:[ab]{1,900}[bc]{1,900}){1,1}[ad]{1,900}'])(
  '%s is refused',
  (source) => {
    expect(() => engine.compile(source, '')).toThrow()
  },
)

test('any text is compiled or refused by an Error', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (source, text) => {
      try {
        engine.compile(source, 'i').find(text)
      } catch (error) {
        expect(error).toBeInstanceOf(Error)
      }
    }),
  )
})

test('without re2js only harmless patterns are taken; what fails inside it is told', async () => {
  const missing = Object.assign(new Error("Cannot find package 're2js'"), { code: 'ERR_MODULE_NOT_FOUND' })
  expect(await loadPatternEngine(() => Promise.reject(missing))).toBe(checkedEngine)
  await expect(loadPatternEngine(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
})
