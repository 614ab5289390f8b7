import { describe, expect, test } from 'vitest'
import type { HelloContext, Match } from '../../../src/fingerprint/service-probe.ts'
import { http } from '../../../src/fingerprint/services/http.ts'
import { askFurther } from '../../../src/fingerprint/web-steps.ts'
import { http as said } from '../../fixtures/services/http.ts'

const match = (text: string): Match | undefined =>
  http.matchers[0]!(Buffer.from(text, 'latin1'), { transport: 'tcp', probe: 'http' })
const context: HelloContext = { address: '192.0.2.7', port: 8080, tls: false, random: () => 0.5 }

describe('product and version', () => {
  test.each([
    ['/version', said.etcd, said.etcdVersion, 'etcd', '3.4.23'],
    ['/api/v1/status/buildinfo', said.prometheus, said.prometheusVersion, 'Prometheus', '2.42.0'],
    [
      '/metrics?collect[]=uname',
      said.nodeExporter,
      said.nodeExporterMetrics,
      'Prometheus node exporter',
      '1.5.0',
    ],
    ['/portscan-core-80000000', said.tomcat, said.tomcatAbsent, 'Tomcat', '10.1.60'],
    ['/v2/', said.node, said.nodeAbsent, 'Node.js', undefined],
  ])('by what they say to GET %s', (path, first, second, product, version) => {
    const known = match(first)!
    const step = askFurther(known, 0, context)!
    expect(Buffer.from(step.send).toString()).toContain(`GET ${path} HTTP/1.1\r\nHost: `)
    const found = step.merge(known, Buffer.from(second, 'latin1'), { transport: 'tcp' })
    expect([found.name, found.product, found.version]).toEqual(['http', product, version])
    expect(found.details).toMatchObject({ ...known.details, asked: [path] })
    expect(step.merge(known, Buffer.from('junk'), { transport: 'tcp' })).toBe(known)
  })
})

test('a version that stands in an answer without a name is of the product that was asked', () => {
  const notebook = match('HTTP/1.1 302 Found\r\nServer: TornadoServer\r\nLocation: /tree?\r\n\r\n')!
  const step = askFurther(notebook, 0, context)!
  const answer = (version: string): Buffer =>
    Buffer.from(`HTTP/1.1 200 OK\r\nContent-Length: 21\r\n\r\n{"version": "${version}"}`)
  expect(step.merge(notebook, answer('6.4.12'), { transport: 'tcp' })).toMatchObject({
    product: 'Jupyter Notebook',
    version: '6.4.12',
    cpe: ['cpe:2.3:a:jupyter:notebook:6.4.12:*:*:*:*:*:*:*'],
  })
  expect(step.merge(notebook, answer('none'), { transport: 'tcp' }).version).toBeUndefined()
})

test('the version path of a product tells the cluster too', () => {
  const consul = match('HTTP/1.1 301 Moved Permanently\r\nLocation: /ui/\r\n\r\n')!
  const step = askFurther(consul, 0, context)!
  const self = JSON.stringify({ Config: { Datacenter: 'dc1', NodeName: 'n1', Version: '1.15.2' } })
  const found = step.merge(consul, Buffer.from(`HTTP/1.1 200 OK\r\n\r\n${self}`), { transport: 'tcp' })
  expect(found).toMatchObject({
    product: 'Consul',
    version: '1.15.2',
    details: { status: 301, cluster: 'dc1', node: 'n1', asked: ['/v1/agent/self'] },
  })
})

test('a proxy is asked for nothing but the version that it tells itself', () => {
  const refusal = 'HTTP/1.1 400 Invalid header received from client\r\nContent-Type: text/plain\r\n\r\n'
  const privoxy = match(`${refusal}Invalid header received from client.\n`)!
  expect(privoxy).toMatchObject({ name: 'http-proxy', by: 'http', product: 'Privoxy' })
  const step = askFurther(privoxy, 0, context)!
  expect(Buffer.from(step.send).toString()).toMatch(/^GET http:\/\/p\.p\/ HTTP\/1\.1\r\nHost: /)
  const page = '<h1>This is <a href="https://www.privoxy.org/">Privoxy</a> 3.0.34 on localhost'
  const answer = Buffer.from(`HTTP/1.1 200 OK\r\n\r\n${page}`)
  const found = step.merge(privoxy, answer, { transport: 'tcp' })
  expect(found).toMatchObject({ name: 'http-proxy', version: '3.0.34' })
  expect(askFurther(found, 1, context)).toBeUndefined()
  const nameless = match(
    'HTTP/1.1 407 Proxy Authentication Required\r\nContent-Type: text/html\r\n\r\n<title>x</title>',
  )!
  expect(askFurther(nameless, 0, context)).toBeUndefined()
})

describe('the icon of a page', () => {
  const page = match(
    'HTTP/1.1 200 OK\r\nServer: nginx/1.22.1\r\nContent-Type: text/html\r\n\r\n<title>x</title>',
  )!
  const icon = (body: string, length = body.length): Buffer =>
    Buffer.from(`HTTP/1.1 200 OK\r\nContent-Length: ${length}\r\n\r\n${body}`, 'latin1')

  test('is hashed where it is one, whole, and asked for once', () => {
    const step = askFurther(page, 0, context)!
    expect(Buffer.from(step.send).toString()).toMatch(/^GET \/favicon\.ico HTTP\/1\.1\r\n/)
    const found = step.merge(page, icon('GIF89a'), { transport: 'tcp' })
    expect(found.details?.['favicon']).toEqual({
      sha256: '610f5ae4d76e332636a17bd357fd6ce99029316a99d320280d4d77a746bf29e8',
      mmh3: -851503336,
    })
    expect(askFurther(found, 1, context)).toBeUndefined()
    for (const other of [icon('<html>'), icon('GIF89a', 7), icon('')])
      expect(step.merge(page, other, { transport: 'tcp' }).details).not.toHaveProperty('favicon')
    expect(step.enough!(icon('GIF89a', 7))).toBe(false)
    expect(step.enough!(icon('GIF89a', 6))).toBe(true)
    expect(step.enough!(icon('GIF89a', 99_999))).toBe(true)
  })

  test('may be answered by an error page that shows who made it', () => {
    const absent = Buffer.from(
      'HTTP/1.1 404 Not Found\r\n\r\n<BODY><H1>404 Not Found</H1>\nThe requested URL was not found\n</BODY></HTML>\n',
    )
    const nameless = match('HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<title>x</title>')!
    const step = askFurther({ ...nameless, details: { ...nameless.details, asked: ['/x'] } }, 1, context)!
    expect(step.merge(nameless, absent, { transport: 'tcp' }).product).toBe('BusyBox httpd')
    expect(step.merge(page, absent, { transport: 'tcp' }).product).toBe('nginx')
  })

  test('is no matter where there is no page', () => {
    expect(askFurther(match('HTTP/1.1 200 OK\r\nServer: nginx/1.22.1\r\n\r\n')!, 0, context)).toBeUndefined()
  })
})
