import { expect, test } from 'vitest'
import type { Match } from '../../../src/fingerprint/service-probe.ts'
import { http } from '../../../src/fingerprint/services/http.ts'
import { withPage } from '../../../src/fingerprint/web-software.ts'

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

test('what is written otherwise is still the same product', () => {
  const exporter = { product: 'Blackbox Exporter' }
  expect(withPage(exporter, { product: 'blackbox_exporter', version: '0.23.0' })).toEqual({
    product: 'Blackbox Exporter',
    version: '0.23.0',
  })
})

test('a cache goes before the server behind it, unless another one stands in front of the cache', () => {
  const via = 'Via: 1.1 varnish (Varnish/7.1)\r\n'
  const close = 'Connection: close\r\n'
  const answer = (head: string): Match | undefined =>
    match(`HTTP/1.1 200 OK\r\nServer: lighttpd/1.4.69\r\n${head}\r\n`)
  expect(answer(via + close)).toMatchObject({ product: 'Varnish', version: '7.1', info: 'lighttpd 1.4.69' })
  expect(answer(close + via)).toMatchObject({ product: 'lighttpd', version: '1.4.69' })
  expect(answer(via)).toMatchObject({ product: 'lighttpd' })
  expect(answer('Via: 1.1 varnish (Varnish/7.1), 1.1 other\r\n' + close)?.product).toBe('lighttpd')
})
