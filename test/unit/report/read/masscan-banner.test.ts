import { expect, test } from 'vitest'
import { bannerOf, bannerService } from '../../../../src/report/read/masscan-banner.ts'

const bytes = Buffer.from('x')

test.each([
  ['ssh', 'ssh', true],
  ['imap4', 'imap', true],
  ['title', 'http', false],
  ['X509', 'tls', false],
  ['ssl', 'tls', false],
  ['unknown', undefined, true],
])('%s is %s', (word, name, isBanner) => {
  expect(bannerService(word, bytes).service?.name).toBe(name)
  expect(bannerOf(word, bytes)).toEqual(isBanner ? { banner: Uint8Array.from(bytes) } : {})
})

test('what is no certificate is none', () => {
  expect(bannerService('X509', bytes).service?.tls).toEqual({})
  expect(bannerOf('ssh', new Uint8Array())).toEqual({})
})
