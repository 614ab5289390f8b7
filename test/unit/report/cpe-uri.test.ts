import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formattedCpe } from '../../../src/fingerprint/products/cpe-name.ts'
import { cpeUri } from '../../../src/report/cpe-uri.ts'
import { hostileText } from './arbitrary-events.ts'

test.each([
  ['cpe:2.3:a:openbsd:openssh:9.2:p1:*:*:*:*:*:*', 'cpe:/a:openbsd:openssh:9.2:p1'],
  ['cpe:2.3:o:debian:debian_linux:*:*:*:*:*:*:*:*', 'cpe:/o:debian:debian_linux'],
  ['cpe:2.3:a:foo\\\\bar:big\\$money_2010:*:*:*:*:*:*:*:*', 'cpe:/a:foo%5cbar:big%24money_2010'],
  ['cpe:2.3:a:hp:insight:7.4.0.1570:-:*:*:*:*:*:*', 'cpe:/a:hp:insight:7.4.0.1570:-'],
  [
    'cpe:2.3:a:hp:insight_diagnostics:7.4.0.1570:-:*:*:online:win2003:x64:*',
    'cpe:/a:hp:insight_diagnostics:7.4.0.1570:-:~~online~win2003~x64~',
  ],
  [
    'cpe:2.3:a:microsoft:internet_explorer:8.?:sp\\-1:*:*:*:*:*:*',
    'cpe:/a:microsoft:internet_explorer:8.%01:sp-1',
  ],
])('%s is %s', (formatted, uri) => {
  expect(cpeUri(formatted)).toBe(uri)
})

test('the name of a URI is that URI again', () => {
  const value = fc.stringMatching(/^[a-z0-9_.]{1,12}$/)
  fc.assert(
    fc.property(fc.constantFrom('a', 'o', 'h'), value, value, value, (part, vendor, product, version) => {
      const uri = `cpe:/${part}:${vendor}:${product}:${version}`
      expect(cpeUri(formattedCpe(uri))).toBe(uri)
    }),
  )
})

test('anything else stays', () => {
  expect(cpeUri('cpe:/a:b:c')).toBe('cpe:/a:b:c')
  fc.assert(fc.property(hostileText, (text) => void expect(cpeUri(text)).toBe(text)))
})
