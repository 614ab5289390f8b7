import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formattedCpe, isCpeName } from '../../../../src/fingerprint/products/cpe-name.ts'

const acme = 'cpe:2.3:a:acme:daemon:2.1\\:b:*:*:*:*:*:*:*'

test.each([
  [acme, acme],
  ['cpe:/a:acme:daemon', 'cpe:2.3:a:acme:daemon:*:*:*:*:*:*:*:*'],
  ['cpe:/a:acme:daemon:1.2:p1', 'cpe:2.3:a:acme:daemon:1.2:p1:*:*:*:*:*:*'],
  ['cpe:/o:acme:os::-:x:en', 'cpe:2.3:o:acme:os:*:-:x:en:*:*:*:*'],
  ['cpe:/a:acme:d%2b:$1', 'cpe:2.3:a:acme:d\\+:$1:*:*:*:*:*:*:*'],
  ['cpe:/a:acme:daemon:v$1.$2', 'cpe:2.3:a:acme:daemon:v$1.$2:*:*:*:*:*:*:*'],
])('%s', (name, formatted) => {
  expect(isCpeName(name)).toBe(true)
  expect(formattedCpe(name)).toBe(formatted)
  expect(isCpeName(formatted)).toBe(true)
})

test.each([
  'cpe:2.3:a:acme',
  `${acme}:*`,
  'cpe:2.3:x:a:b:*:*:*:*:*:*:*:*',
  'cpe:/a:acme',
  'cpe:/a',
  'acme',
  '',
])('%s is no name', (text) => {
  expect(isCpeName(text)).toBe(false)
})

test('every URI becomes a formatted string', () => {
  const uri = fc
    .array(fc.string(), { minLength: 2, maxLength: 6 })
    .map((parts) => `cpe:/a:${parts.join(':')}`)
  fc.assert(
    fc.property(uri, (text) => {
      if (isCpeName(text)) expect(formattedCpe(text)).toMatch(/^cpe:2\.3:a(?::(?:\\.|[^:\\])+){10}$/s)
    }),
  )
})
