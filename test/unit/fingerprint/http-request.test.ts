import { expect, test } from 'vitest'
import { authority, httpRequest, userAgent } from '../../../src/fingerprint/http-request.ts'

const context = { address: '192.0.2.7', port: 8080, tls: false, random: () => 0.5 }

test('says whom it asks, who asks, and that it decodes nothing', () => {
  const request = Buffer.from(httpRequest('/version', context)).toString()
  expect(request).toMatch(/^GET \/version HTTP\/1\.1\r\nHost: 192\.0\.2\.7:8080\r\n/)
  expect(request).toContain(`\r\nUser-Agent: ${userAgent(context)}\r\n`)
  expect(request).toMatch(/\r\nAccept-Encoding: identity\r\n\r\n$/)
})

test('carries a body', () => {
  const body = { type: 'application/ipp', bytes: Buffer.from([1, 1, 0]) }
  const request = Buffer.from(httpRequest('/', context, body)).toString('latin1')
  expect(request).toMatch(/^POST \/ HTTP/)
  expect(request.endsWith('\r\nContent-Type: application/ipp\r\nContent-Length: 3\r\n\r\n\x01\x01\0')).toBe(
    true,
  )
})

test.each([
  [{}, '192.0.2.7:8080'],
  [{ port: 80 }, '192.0.2.7'],
  [{ port: 443, tls: true, name: 'www.example' }, 'www.example'],
  [{ address: 'fe80::1%eth0' }, '[fe80::1]:8080'],
  [{ name: 'a\r\nX: y' }, '192.0.2.7:8080'],
])('authority of %j', (more, text) => {
  expect(authority({ ...context, ...more })).toBe(text)
})
