import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hostKey, identityOf, keyOf, listedHosts } from '../../../../src/report/diff/listed-hosts.ts'
import { hostOf } from './reports.ts'

test('a host is told from others by address, name and tag', () => {
  const plain = hostOf([])
  const named = hostOf([], {}, { name: 'www.example' })
  const tagged = hostOf([], {}, { tag: 'www.example' })
  expect(listedHosts([plain, named, tagged, plain])).toEqual([[plain, plain], [named], [tagged]])
})

test('no part of a key passes for another', () => {
  const part = fc.option(fc.string({ maxLength: 4 }), { nil: undefined })
  const parts = fc.tuple(part, part, part)
  fc.assert(
    fc.property(parts, parts, (a, b) => {
      expect(keyOf(...a) === keyOf(...b)).toBe(a.every((value, at) => value === b[at]))
    }),
  )
  expect(keyOf('a', undefined)).not.toBe(keyOf('a', '-'))
})

test('its identity is these and nothing else', () => {
  const host = hostOf([], {}, { name: 'www.example' })
  expect(identityOf(host)).toEqual({ address: '192.0.2.7', name: 'www.example' })
  expect(hostKey(host)).toBe(hostKey(identityOf(host)))
})
