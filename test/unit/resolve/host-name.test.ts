import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ScanError } from '../../../src/model/errors.ts'
import { askableName, isHostName, isLocalhost } from '../../../src/resolve/host-name.ts'

test.each([
  ['www.example', 'www.example'],
  ['WWW.Example.', 'www.example'],
  ['a', 'a'],
  ['_sip._tcp.example', '_sip._tcp.example'],
  ['my_service', 'my_service'],
  ['xn--bcher-kva.example', 'xn--bcher-kva.example'],
  ['Bücher.example', 'xn--bcher-kva.example'],
  ['1and1.example', '1and1.example'],
  ['a--b.0x7g', 'a--b.0x7g'],
  ['x'.repeat(63), 'x'.repeat(63)],
])('%s is asked for as %s', (name, asked) => {
  expect(askableName(name)).toBe(asked)
})

test.each([
  '',
  '.',
  'a..b',
  '.a',
  'a..',
  '-a',
  'a-',
  'a b',
  'a/b',
  'a:b',
  '[::1]',
  '::1',
  '1.2.3.4',
  '127.1',
  '0x7f.1',
  'a.0x',
  'x'.repeat(64),
  `${'x'.repeat(63)}.`.repeat(4),
  'a\0b',
  'a\nb',
  'ü\nb',
  'ü%41',
  'ü\t',
  '<script>',
  'ａ１.１',
  '１２７.0.0.1',
  'a\u202eb',
])('%j cannot be asked for', (name) => {
  expect(isHostName(name)).toBe(false)
  expect(() => askableName(name)).toThrow(ScanError)
})

test('whatever is asked for is plain and short, and the error carries no control byte', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.domain()), (text) => {
      try {
        const name = askableName(text)
        expect(name).toMatch(/^[a-z0-9_.-]{1,253}$/)
        expect(isHostName(name)).toBe(true)
        expect(askableName(name)).toBe(name)
      } catch (error) {
        expect(error).toBeInstanceOf(ScanError)
        // eslint-disable-next-line no-control-regex
        expect((error as ScanError).message).not.toMatch(/[\0-\x1f\x7f-\x9f\u200e\u202a-\u202e]/)
      }
    }),
  )
})

test('localhost and what is below it', () => {
  for (const name of ['localhost', 'LOCALHOST', 'localhost.', 'a.localhost'])
    expect(isLocalhost(name), name).toBe(true)
  for (const name of ['localhost.example', 'notlocalhost', 'local'])
    expect(isLocalhost(name), name).toBe(false)
})
