import fc from 'fast-check'
import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { httpHost } from '../../../../src/fingerprint/services/http-host.ts'
import { http as said } from '../../../fixtures/services/http.ts'

const context = { address: '192.0.2.7', port: 4304, tls: false, random: () => 0.5 }
const match = (text: string, probe = 'http-host') =>
  httpHost.matchers[0]!(Buffer.from(text, 'latin1'), { transport: 'tcp', probe })

it('asks with a Host', () => {
  expect(Buffer.from(httpHost.hello!(context)).toString()).toMatch(
    /^GET \/ HTTP\/1\.1\r\nHost: 192\.0\.2\.7:4304\r\n/,
  )
  expect(httpHost.enough!(Buffer.from(said.etcd))).toBe(true)
})

it('is named as HTTP is, and asked further in its own way', () => {
  expect(match(said.owhttpd)).toMatchObject({ name: 'http', by: 'http-host', product: 'owhttpd' })
  const named = recognize(Buffer.from(said.owhttpd), { transport: 'tcp', probe: 'http-host' })
  expect(named).toMatchObject({ name: 'http', product: 'owhttpd', confidence: 'structured' })
  expect(httpHost.detail!(match(said.owhttpd)!, 0, context)).toBeDefined()
  expect(match('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')).toMatchObject({
    name: 'http-proxy',
    by: 'http',
  })
})

it('knows nothing of answers to other questions', () => {
  expect(match(said.owhttpd, 'http')).toBeUndefined()
  expect(match('-ERR\r\n')).toBeUndefined()
})

it('property: reads any bytes', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 300 }), (text) => {
      expect(match(`HTTP/1.1 ${text}`)?.name ?? 'http').not.toBe('')
    }),
  )
})
