import { expect, test } from 'vitest'
import type { Match } from '../../../src/fingerprint/service-probe.ts'
import { http } from '../../../src/fingerprint/services/http.ts'
import { parseHttpResponse } from '../../../src/fingerprint/http-response.ts'
import { softwareByManner, withPage } from '../../../src/fingerprint/web-software.ts'
import { http as said } from '../../fixtures/services/http.ts'

const match = (text: string): Match | undefined =>
  http.matchers[0]!(Buffer.from(text, 'latin1'), { transport: 'tcp', probe: 'http' })

test('an application goes before the library that it is built on, not before the server in front of it', () => {
  const jenkins = (server: string): Match | undefined =>
    match(`HTTP/1.1 403 Forbidden\r\nServer: ${server}\r\nX-Jenkins: 2.387.1\r\n\r\n`)
  expect(jenkins('Jetty(10.0.13)')).toMatchObject({
    product: 'Jenkins',
    version: '2.387.1',
    info: 'Jetty 10.0.13',
    cpe: ['cpe:2.3:a:jenkins:jenkins:2.387.1:*:*:*:*:*:*:*'],
  })
  expect(jenkins('nginx/1.22.1')).toMatchObject({
    product: 'nginx',
    version: '1.22.1',
    info: 'Jenkins 2.387.1',
  })
})

test('of two versions of the same product the more precise one counts, if they agree', () => {
  const cups = { product: 'CUPS', version: '2.4' }
  expect(withPage(cups, { product: 'CUPS', version: '2.4.2' }).version).toBe('2.4.2')
  expect(withPage(cups, { product: 'CUPS', version: '1.7' })).toBe(cups)
  expect(withPage(cups, { product: 'CUPS' })).toBe(cups)
  expect(withPage(cups, undefined)).toBe(cups)
})

test('Node.js is known by the way it keeps connections, where nobody says who it is', () => {
  const manner = (text: string): string | undefined =>
    softwareByManner(parseHttpResponse(Buffer.from(text, 'latin1'))!)?.product
  expect(manner(said.nodeAbsent)).toBe('Node.js')
  expect(manner(said.node)).toBeUndefined()
  expect(manner(said.nodeAbsent.replace('\r\n', '\r\nServer: x\r\n'))).toBeUndefined()
  expect(manner(said.nodeAbsent.replace('timeout=5', 'timeout=5, max=100'))).toBeUndefined()
})
