import { expect, test } from 'vitest'
import { cipherSuiteName } from '../../../src/fingerprint/tls-cipher-suites.ts'

test('names by number, as IANA has them', () => {
  expect(cipherSuiteName(0x1301)).toBe('TLS_AES_128_GCM_SHA256')
  expect(cipherSuiteName(0xc02f)).toBe('TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256')
  expect(cipherSuiteName(0x0005)).toBe('TLS_RSA_WITH_RC4_128_SHA')
})

test('a number without a name stays a number', () => {
  expect(cipherSuiteName(0x00ff)).toBe('0x00ff')
  expect(cipherSuiteName(0xfafa)).toBe('0xfafa')
})
