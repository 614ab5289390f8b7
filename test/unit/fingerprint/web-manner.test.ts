import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseHttpResponse } from '../../../src/fingerprint/http-response.ts'
import { softwareByManner } from '../../../src/fingerprint/web-manner.ts'
import { http as said } from '../../fixtures/services/http.ts'

test('Node.js is known by the way it keeps connections, where nobody says who it is', () => {
  const manner = (text: string): string | undefined =>
    softwareByManner(parseHttpResponse(Buffer.from(text, 'latin1'))!)?.product
  expect(manner(said.nodeAbsent)).toBe('Node.js')
  expect(manner(said.node)).toBeUndefined()
  expect(manner(said.nodeAbsent.replace('\r\n', '\r\nServer: x\r\n'))).toBeUndefined()
  expect(manner(said.nodeAbsent.replace('timeout=5', 'timeout=5, max=100'))).toBeUndefined()
})

test('PHP is known by the Host that it gives back before all else', () => {
  const manner = (text: string) => softwareByManner(parseHttpResponse(Buffer.from(text, 'latin1'))!)
  expect(manner(said.php)).toEqual({
    product: 'PHP',
    vendor: 'PHP',
    version: '8.2.36',
    cpe: ['cpe:2.3:a:php:php:8.2.36:*:*:*:*:*:*:*'],
  })
  expect(manner(said.php.replace(/X-Powered-By:.{1,20}\r\n/, ''))).not.toHaveProperty('version')
  expect(manner(said.php.replace(/Host:.{1,30}\r\n/, ''))).toBeUndefined()
  expect(manner(said.php.replace('Date', 'Server: nginx\r\nDate'))).toBeUndefined()
})

test('property: of any fields', () => {
  const field = fc.tuple(
    fc.constantFrom('host', 'date', 'connection', 'keep-alive', 'x-powered-by'),
    fc.string(),
  )
  fc.assert(
    fc.property(fc.array(field, { maxLength: 6 }), (headers) => {
      const found = softwareByManner({
        version: '1.1',
        status: 200,
        reason: '',
        headers,
        bodyAt: 0,
        interim: 0,
      })
      expect(['PHP', 'Node.js', undefined]).toContain(found?.product)
    }),
  )
})
