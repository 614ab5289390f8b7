import fc from 'fast-check'
import { expect, it } from 'vitest'
import { cpe, versionedCpe } from '../../../../src/fingerprint/products/cpe.ts'

it.each([
  ['9.2p1', 'cpe:2.3:a:openbsd:openssh:9.2:p1:*:*:*:*:*:*'],
  ['6.2_hpn13v11', 'cpe:2.3:a:openbsd:openssh:6.2:*:*:*:*:*:*:*'],
  ['1.0 (build 7)', 'cpe:2.3:a:openbsd:openssh:1.0_\\(build_7\\):*:*:*:*:*:*:*'],
  ['-', 'cpe:2.3:a:openbsd:openssh:\\-:*:*:*:*:*:*:*'],
  [undefined, 'cpe:2.3:a:openbsd:openssh:*:*:*:*:*:*:*:*'],
])('binds version %s', (version, name) => {
  expect(cpe({ part: 'a', vendor: 'openbsd', product: 'openssh', version })).toBe(name)
})

it('gives a version to the name of an application that has none', () => {
  const name = cpe({ part: 'a', vendor: 'jupyter', product: 'notebook' })
  const versioned = 'cpe:2.3:a:jupyter:notebook:6.4.12:*:*:*:*:*:*:*'
  expect(versionedCpe(name, '6.4.12')).toBe(versioned)
  expect(versionedCpe(versioned, '7.0')).toBe(versioned)
  const system = cpe({ part: 'o', vendor: 'debian', product: 'debian_linux' })
  expect(versionedCpe(system, '6.4.12')).toBe(system)
})

it('quotes everything that has a meaning in a formatted string (NISTIR 7695, 6.2)', () => {
  // The grammar: eleven attributes, each ANY, NA or a quoted text.
  const value = String.raw`(?:\*|-|(?:[a-z0-9._-]|\\[!-~])+)`
  const grammar = new RegExp(`^cpe:2\\.3:[aoh](?::${value}){10}$`)
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), (vendor, product, version) => {
      expect(cpe({ part: 'a', vendor, product, version })).toMatch(grammar)
    }),
  )
})
