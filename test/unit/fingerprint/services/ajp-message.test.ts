import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  ajpRequest,
  isWholeAjpResponse,
  parseAjpResponse,
} from '../../../../src/fingerprint/services/ajp-message.ts'
import { ajp13 as said } from '../../../fixtures/services/ajp13.ts'
import { bytes } from '../../../fixtures/services/index.ts'

it('writes a request whose length fits', () => {
  const request = Buffer.from(ajpRequest({ path: '/a', host: 'b.test', port: 8009, tls: true }))
  expect(request.toString('latin1')).toBe(
    '\x124\0D\x02\x02\0\x08HTTP/1.1\0\0\x02/a\0\0\x09127.0.0.1\0\0\x09localhost\0\0\x06b.test\0' +
      '\x1fI\x01\0\x01\xa0\x0b\0\x06b.test\0\xff',
  )
})

it('reads status, headers and body', () => {
  const response = parseAjpResponse(bytes(said.notFound))!
  expect(response.status).toBe(404)
  expect([...response.headers]).toEqual([
    ['content-type', 'text/html;charset=utf-8'],
    ['content-language', 'en'],
    ['content-length', '782'],
  ])
  expect(response.body).toHaveLength(782)
  expect(isWholeAjpResponse(bytes(said.notFound))).toBe(true)
})

it('reads what is there of a response that is cut off', () => {
  const part = bytes(said.notFound.slice(0, 200))
  expect(isWholeAjpResponse(part)).toBe(false)
  expect(parseAjpResponse(part)?.status).toBe(404)
  expect(parseAjpResponse(bytes(said.pong))).toBeUndefined()
  expect(parseAjpResponse(bytes('HTTP/1.1 200 OK\r\n\r\n'))).toBeUndefined()
})

it('never throws, and never goes on for ever', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (random, framed) => {
      const answer = framed ? Buffer.concat([bytes('AB\0\x40'), random]) : random
      isWholeAjpResponse(answer)
      const response = parseAjpResponse(answer)
      if (response) expect(response.headers.size).toBeLessThanOrEqual(32)
    }),
    { numRuns: 2_000 },
  )
})
