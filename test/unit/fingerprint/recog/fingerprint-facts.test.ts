import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fingerprintFacts } from '../../../../src/fingerprint/recog/fingerprint-facts.ts'

const fixed = (values: Record<string, string>): { pos: number; name: string; value: string }[] =>
  Object.entries(values).map(([name, value]) => ({ pos: 0, name, value }))

test('fixed values, groups, and values inside values', () => {
  const params = [
    ...fixed({ 'service.product': 'Anvil', 'service.cpe23': 'cpe:/a:acme%21:anvil:{service.version}' }),
    { pos: 1, name: 'service.version', value: '' },
    { pos: 2, name: 'host.name', value: '' },
  ]
  expect(fingerprintFacts(params, ['', '1.2:3', undefined])).toEqual({
    product: 'Anvil',
    version: '1.2:3',
    cpe: ['cpe:2.3:a:acme\\!:anvil:1.2\\:3:*:*:*:*:*:*:*'],
  })
})

test.each([
  [{ 'os.vendor': 'Ubuntu', 'os.product': 'Linux' }, { os: 'Ubuntu' }],
  [{ 'os.product': 'Linux' }, { os: 'Linux' }],
  [{ 'os.vendor': 'Microsoft', 'os.family': 'Windows' }, { os: 'Windows' }],
  [{ 'hw.device': 'Router' }, { device: 'Router' }],
  [{ 'os.device': 'General' }, {}],
  [{ 'service.family': 'Anvil' }, { product: 'Anvil' }],
  [{ 'service.cpe23': 'nonsense' }, {}],
  [{ 'os.cpe23': 'cpe:/o:acme:os:-' }, { cpe: ['cpe:2.3:o:acme:os:*:*:*:*:*:*:*:*'] }],
  [{ 'service.product': '{service.product}{none}' }, { product: '{service.product}{none}' }],
])('%j', (values, facts) => {
  expect(fingerprintFacts(fixed(values), [''])).toEqual(facts)
})

test('no text from the network makes it throw or leave its bounds', () => {
  const params = [
    { pos: 1, name: 'service.version', value: '' },
    ...fixed({
      'service.product': '{service.version}'.repeat(20),
      'service.cpe23': 'cpe:/a:b:{service.version}:{service.version}',
    }),
  ]
  fc.assert(
    fc.property(fc.string({ maxLength: 600 }), (caught) => {
      const { product = '', version = '', cpe = [] } = fingerprintFacts(params, ['', caught])
      expect(Math.max(product.length, version.length)).toBeLessThanOrEqual(256)
      expect(cpe.join('').length).toBeLessThan(512)
      expect(product + version + cpe.join('')).not.toMatch(/[\0-\x1f\x7f-\x9f]/) // eslint-disable-line no-control-regex
    }),
  )
})
