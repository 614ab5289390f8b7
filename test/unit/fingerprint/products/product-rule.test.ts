import { expect, it } from 'vitest'
import { firstRule, type ProductRule } from '../../../../src/fingerprint/products/product-rule.ts'

const rules: readonly ProductRule[] = [
  { on: /^Acme Box (?<device>\w{1,20})/, product: 'Acme', os: 'AcmeOS', versioned: false },
  {
    on: /^Acme on (?<hostname>[\w.]{1,50})(?: v(?<version>\d[\w.]{0,20}))?/,
    product: 'Acme',
    vendor: 'ACME',
  },
  { on: /^Acme/, product: 'Acme', cpe: 'acme:acme' },
]

it('takes the first rule that fits', () => {
  expect(firstRule(rules, 'Acme Box 7')).toEqual({ product: 'Acme', os: 'AcmeOS', device: '7' })
  expect(firstRule(rules, 'Other')).toBeUndefined()
})

it('takes the version from its group, and no other where there is one', () => {
  expect(firstRule(rules, 'Acme on a.test v1.2. ready')).toMatchObject({ hostname: 'a.test', version: '1.2' })
  expect(firstRule(rules, 'Acme on a.test 1.2')).not.toHaveProperty('version')
})

it('takes what directly follows, or what a word announces, where there is none', () => {
  expect(firstRule(rules, 'Acme/1.2.3')).toEqual({
    product: 'Acme',
    version: '1.2.3',
    cpe: ['cpe:2.3:a:acme:acme:1.2.3:*:*:*:*:*:*:*'],
  })
  expect(firstRule(rules, 'Acme ready, version 4.5')?.version).toBe('4.5')
  expect(firstRule(rules, 'Acme (Debian)')).toMatchObject({ os: 'Debian' })
})
