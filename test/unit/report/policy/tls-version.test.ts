import { expect, test } from 'vitest'
import { isTlsAtLeast } from '../../../../src/report/policy/tls-version.ts'

test.each([
  ['TLSv1.3', 'TLSv1.2', true],
  ['TLSv1.2', 'TLSv1.2', true],
  ['TLSv1.1', 'TLSv1.2', false],
  ['SSLv3', 'TLSv1', false],
  ['SSLv2', 'SSLv3', false],
  ['DTLSv1.2', 'TLSv1.2', true],
  ['DTLSv1', 'TLSv1.2', false],
  ['DTLSv1', 'DTLSv1', true],
  ['QUICv1', 'SSLv3', false],
] as const)('%s is at least %s: %s', (version, least, expected) => {
  expect(isTlsAtLeast(version, least)).toBe(expected)
})
