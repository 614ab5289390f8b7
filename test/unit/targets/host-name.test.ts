import fc from 'fast-check'
import { isIP } from 'node:net'
import { expect, test } from 'vitest'
import { ScanError } from '../../../src/model/errors.ts'
import { parseHostName, parseNamePrefix } from '../../../src/targets/host-name.ts'

function read(text: string): string {
  return parseHostName({ input: text, text, position: 0 })
}

test.each([
  ['Host.Example', 'host.example'],
  ['host.example.', 'host.example.'],
  ['a', 'a'],
  ['_srv._tcp.example', '_srv._tcp.example'],
  ['xn--bcher-kva.example', 'xn--bcher-kva.example'],
  ['BÜCHER.example', 'xn--bcher-kva.example'],
  ['例え.テスト', 'xn--r8jz45g.xn--zckzah'],
  [`${'a'.repeat(63)}.example`, `${'a'.repeat(63)}.example`],
])('%s is %s', (text, name) => {
  expect(read(text)).toBe(name)
})

test.each([
  '',
  '.',
  'a..b',
  '-a.example',
  'a-.example',
  'a b',
  'a/b',
  'ü:80',
  '１.２.３.４',
  'ü\u0085',
  '1.2.3.4',
  'x.0xff',
  '5',
])('%j is refused', (text) => {
  expect(() => read(text)).toThrow(ScanError)
})

test('no text becomes an address, or anything that is no name', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'grapheme' }), fc.domain(), fc.ipV4(), fc.ipV4Extended()),
      (text) => {
        let name: string
        try {
          name = read(text)
        } catch (error) {
          expect(error).toBeInstanceOf(ScanError)
          return
        }
        expect(isIP(name)).toBe(0)
        expect(name).toMatch(/^[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*\.?$/)
        // The URL standard would read it as the same name.
        if (!name.includes('_'))
          expect(isIP(URL.canParse(`http://${name}/`) ? new URL(`http://${name}/`).hostname : name)).toBe(0)
      },
    ),
    { numRuns: 1000 },
  )
})

test.each([
  ['a.example/28', 28],
  ['a.example/16', 16],
  ['a.example/112', 112],
  ['a.example/128', 128],
])('%s has its prefix length', (text, prefix) => {
  expect(parseNamePrefix({ input: text, text, position: 0 })).toEqual({ name: 'a.example', prefix })
})
