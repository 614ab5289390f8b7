import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { HelloContext, Match } from '../../../../src/fingerprint/service-probe.ts'
import { http } from '../../../../src/fingerprint/services/http.ts'
import { http as said } from '../../../fixtures/services/http.ts'

const match = (text: string, tls = false): Match | undefined =>
  http.matchers[0]!(Buffer.from(text, 'latin1'), {
    transport: 'tcp',
    probe: 'http',
    ...(tls && { tls: { version: 'TLSv1.3' } }),
  })
const context: HelloContext = { address: '192.0.2.7', port: 8080, tls: false, random: () => 0.5 }

describe('an HTTP answer', () => {
  test('tells server, version, title and what else it shows', () => {
    const answer = [
      'HTTP/1.1 401 Unauthorized',
      'Server: Apache/2.4.57 (Debian)',
      'X-Powered-By: PHP/8.2.7',
      'WWW-Authenticate: Basic realm="Staff only"',
      'WWW-Authenticate: Negotiate',
      'Set-Cookie: PHPSESSID=secret; path=/',
      'Content-Type: text/html; charset=utf-8',
      '',
      '<title>Sign in</title><meta name="generator" content="Thing 2.1">',
    ].join('\r\n')
    expect(match(answer)).toMatchObject({
      name: 'http',
      product: 'Apache httpd',
      version: '2.4.57',
      os: 'Debian',
      info: 'PHP/8.2.7',
      confidence: 'structured',
      details: {
        status: 401,
        httpVersion: '1.1',
        server: 'Apache/2.4.57 (Debian)',
        poweredBy: 'PHP/8.2.7',
        title: 'Sign in',
        generator: 'Thing 2.1',
        contentType: 'text/html; charset=utf-8',
        authentication: [{ scheme: 'basic', realm: 'Staff only' }, { scheme: 'negotiate' }],
        cookies: ['PHPSESSID'],
      },
    })
    expect(JSON.stringify(match(answer))).not.toContain('secret')
  })

  test.each([
    ['This is a SOCKS Proxy, Not An HTTP Proxy', 'socks5'],
    ["Tor's ControlPort is not an HTTP proxy", 'tor-control'],
  ])('is another service where its page says so: %s', (title, name) => {
    const page = `<html><head><title>${title}</title></head></html>`
    expect(match(`HTTP/1.0 501 Not implemented\r\n\r\n${page}`)).toMatchObject({ name, product: 'Tor' })
  })

  test('of a proxy is known by its page alone, too', () => {
    const refusal = 'Invalid header received from client.\n'
    const answer = `HTTP/1.1 400 Invalid header received from client\r\nContent-Type: text/plain\r\n\r\n${refusal}`
    expect(match(answer)).toMatchObject({ name: 'http-proxy', product: 'Privoxy' })
  })

  test('is http even without a product, and so is ICY', () => {
    expect(match('HTTP/1.0 200 OK\r\n\r\n')).toEqual({
      name: 'http',
      details: { status: 200, httpVersion: '1.0' },
      confidence: 'structured',
      evidence: 'status line HTTP/1.0 200',
    })
    expect(match('ICY 200 OK\r\n\r\n')).toMatchObject({ name: 'http', details: { httpVersion: 'icy' } })
  })

  test.each([
    'HTTP/1.1 400 Bad Request\r\n\r\n<h1>The plain HTTP request was sent to HTTPS port</h1>',
    'HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n',
    "HTTP/1.1 200 OK\r\n\r\nReason: You're speaking plain HTTP to an SSL-enabled server port.",
    'HTTP/1.1 400 Bad Request\r\n\r\nThis combination of host and port requires TLS.',
  ])('%j asks for TLS, but not inside TLS', (answer) => {
    expect(match(answer)?.wantsTls).toBe(true)
    expect(match(answer, true)?.wantsTls).toBeUndefined()
  })

  test('a page that is well does not', () => {
    expect(match('HTTP/1.1 200 OK\r\n\r\nwelcome')?.wantsTls).toBeUndefined()
    expect(match('HTTP/1.1 400 Bad Request\r\nServer: squid/5.7\r\n\r\n')?.wantsTls).toBeUndefined()
  })

  test('control characters never reach a field', () => {
    const found = match('HTTP/1.1 200 OK\r\nServer: evil\u001b[2J/1.0\r\nLocation: \u009b31m\r\n\r\n')
    expect(JSON.stringify({ ...found })).not.toMatch(/\\u00(?:0|1|7f|8|9)/)
  })

  test.each(['', 'SSH-2.0-x\r\n', 'RTSP/1.0 200 OK\r\n\r\n', '220 HTTP/1.1 200 OK\r\n'])(
    '%j is not http',
    (text) => {
      expect(match(text)).toBeUndefined()
    },
  )
})

describe('what is asked', () => {
  test('first without a Host, which Redis and others close on', () => {
    const hello = Buffer.from(http.hello!(context)).toString()
    expect(hello).toMatch(/^GET \/ HTTP\/1\.0\r\nUser-Agent: portscan-core\/\d+\.\d+\.\d+ \(\+https:\/\//)
    expect(hello).not.toMatch(/Host:/i)
    const signed = Buffer.from(http.hello!({ ...context, contact: 'scans@host.example' })).toString()
    expect(signed).toMatch(/User-Agent: [^\r\n]*; scans@host\.example\)\r\n/)
    expect(hello.endsWith('\r\n\r\n')).toBe(true)
  })

  const known = (status: number): Match => ({ ...match(`HTTP/1.1 ${status} X\r\n\r\n`)! })
  const asked = (more: Partial<HelloContext>, status = 200): string | undefined => {
    const step = http.detail!(known(status), 0, { ...context, ...more })
    return step && Buffer.from(step.send).toString()
  }

  test('once more with a Host where the name is known or the first request was refused', () => {
    expect(asked({ name: 'www.example' })).toContain('\r\nHost: www.example:8080\r\n')
    expect(asked({ name: 'www.example', port: 443, tls: true })).toContain('\r\nHost: www.example\r\n')
    expect(asked({ name: 'www.example', port: 443 })).toContain('\r\nHost: www.example:443\r\n')
    expect(asked({}, 400)).toContain('\r\nHost: 192.0.2.7:8080\r\n')
    expect(asked({ address: 'fe80::1%eth0', port: 80 }, 400)).toContain('\r\nHost: [fe80::1]\r\n')
    expect(asked({}, 400)).toContain('\r\nAccept-Encoding: identity\r\n')
    expect(asked({})).toMatch(/^GET \/v2\/ HTTP\/1\.1\r\n/)
  })

  test('a name cannot smuggle lines into the request', () => {
    expect(asked({ name: 'a\r\nX: y' })).toContain('\r\nHost: 192.0.2.7:8080\r\n')
    expect(asked({ name: 'a\r\nX: y' })).not.toContain('X: y')
  })

  test('the better answer takes the place of the first one whole; a worse one does not', () => {
    const step = http.detail!(known(400), 0, context)!
    const first = known(400)
    expect(
      step.merge(first, Buffer.from('HTTP/1.1 200 OK\r\nServer: nginx\r\n\r\n'), { transport: 'tcp' }),
    ).toMatchObject({
      product: 'nginx',
      details: { status: 200 },
    })
    expect(step.merge(first, Buffer.from('junk'), { transport: 'tcp' })).toBe(first)
    expect(http.detail!(first, 2, context)).toBeUndefined()
  })
})

test('property: never throws, on anything that looks like HTTP or not', () => {
  const field = fc.constantFrom(
    'Server',
    'WWW-Authenticate',
    'Set-Cookie',
    'Location',
    'X-Powered-By',
    '__proto__',
  )
  const answer = fc
    .array(fc.tuple(field, fc.string({ unit: 'binary', maxLength: 40 })), { maxLength: 12 })
    .map(
      (fields) =>
        `HTTP/1.1 200 OK\r\n${fields.map(([name, value]) => `${name}: ${value}`).join('\r\n')}\r\n\r\n<title>x`,
    )
  fc.assert(
    fc.property(fc.oneof(answer, fc.string({ unit: 'binary' })), (text) => {
      const found = match(text)
      if (found !== undefined) expect(JSON.stringify(found).length).toBeLessThan(20_000)
    }),
    { numRuns: 1_000 },
  )
})

describe('what real servers are', () => {
  test.each([
    [said.squid, 'http-proxy', 'Squid', '5.7'],
    [said.cups, 'ipp', 'CUPS', '2.4.2'],
    [said.python, 'http', 'http.server', '3.11.2'],
    [said.haproxy, 'http', 'HAProxy', undefined],
    [said.prosody, 'http', 'Prosody', undefined],
    [said.nodeExporter, 'http', 'Prometheus node exporter', undefined],
    [said.etcd, 'http', undefined, undefined],
    [said.node, 'http', undefined, undefined],
  ])('by one answer: %#', (answer, name, product, version) => {
    const found = match(answer)
    expect([found?.name, found?.product, found?.version]).toEqual([name, product, version])
  })

  test('the second answer takes no product away', () => {
    const step = http.detail!(match(said.prosody)!, 0, { ...context, name: 'www.example' })!
    const found = step.merge(match(said.prosody)!, Buffer.from('HTTP/1.1 200 OK\r\n\r\n'), {
      transport: 'tcp',
    })
    expect(found).toMatchObject({ product: 'Prosody', details: { status: 200 } })
    expect(match(said.prosodyAbsent)?.product).toBe('Prosody')
  })
})

test('keeps the header fields, but no cookie, bounded', () => {
  const many = Array.from({ length: 60 }, (_, index) => `X-F${index}: ${'v'.repeat(400)}`)
  const head = [
    'HTTP/1.1 200 OK',
    'Vary: Accept',
    'Set-Cookie: id=secret',
    'vary: Origin',
    '__proto__: polluted',
    ...many,
  ]
  const { headers } = match(head.join('\r\n') + '\r\n\r\n')!.details as { headers: Record<string, string> }
  expect(headers['vary']).toBe('Accept, Origin')
  expect(Object.keys(headers)).toHaveLength(40)
  expect(headers['x-f0']).toHaveLength(256)
  expect(JSON.stringify(headers)).not.toContain('secret')
  expect(Object.getPrototypeOf(headers)).toBe(Object.prototype)
})

test('tells the cluster and the node of a product that says so at once', () => {
  const document = {
    name: 'es-1',
    cluster_name: 'search',
    version: { number: '8.11.1' },
    tagline: 'You Know, for Search',
  }
  const head = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n'
  expect(match(head + JSON.stringify(document))).toMatchObject({
    product: 'Elasticsearch',
    version: '8.11.1',
    details: { cluster: 'search', node: 'es-1' },
  })
})
