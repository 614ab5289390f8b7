import { readFileSync } from 'node:fs'
import { createServer, type TlsOptions } from 'node:tls'
import { createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PortResult } from '../../../src/model/result.ts'
import type { ScanEvent } from '../../../src/model/event.ts'
import { identifyServices, type IdentifyServicesOptions } from '../../../src/fingerprint/identify-services.ts'
import { openerFor } from '../../../src/fingerprint/opener.ts'
import type { ServiceProbe } from '../../../src/fingerprint/service-probe.ts'
import { commonServices } from '../../../src/fingerprint/services/index.ts'
import { collect } from '../../../src/flow/collect.ts'
import type { Connector } from '../../../src/net/connection.ts'
import { withLimiter } from '../../../src/net/limited.ts'
import { createLimiter } from '../../../src/net/limiter.ts'
import { tcpConnector } from '../../../src/net/tcp-connector.ts'
import { abortListeners, backTo, openHandles, type OpenHandles } from '../../support/open-handles.ts'
import { datagrams } from '../../fixtures/services/datagrams.ts'
import * as peers from '../../support/peer-script.ts'
import { scriptedServer, type ScriptedServer } from '../../support/scripted-server.ts'

const fixture = (name: string): Buffer => readFileSync(new URL(`../../fixtures/tls/${name}`, import.meta.url))
const cleanups: (() => Promise<unknown>)[] = []
let before: OpenHandles

beforeEach(() => {
  before = openHandles()
})

// Every test ends with nothing open, whatever the peer did.
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup()
  await backTo(before)
})

async function peer(script: peers.PeerScript): Promise<ScriptedServer> {
  const server = await scriptedServer(script)
  cleanups.push(() => server.close())
  return server
}

async function tlsPeer(options: TlsOptions, answer: (heard: string) => string): Promise<number> {
  const server = createServer(
    { key: fixture('server.key'), cert: fixture('server.pem'), ...options },
    (socket) => {
      socket.on('error', () => {})
      socket.on('data', (chunk) => socket.end(answer(chunk.toString('latin1'))))
    },
  )
  server.on('tlsClientError', () => {})
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  cleanups.push(() => new Promise((closed) => server.close(closed)))
  return (server.address() as AddressInfo).port
}

function open(port: number, more: Partial<PortResult> = {}): PortResult {
  return {
    kind: 'port',
    target: '127.0.0.1',
    address: '127.0.0.1',
    family: 4,
    port,
    transport: 'tcp',
    state: 'open',
    reason: 'syn-ack',
    rtt: 0.1,
    attempts: 1,
    at: '2026-11-21T00:00:00.000Z',
    ...more,
  }
}

interface Counted {
  readonly connector: Connector
  dials: number
  atOnce: number
  most: number
}

function counting(): Counted {
  const dial = tcpConnector()
  const counted: Counted = {
    dials: 0,
    atOnce: 0,
    most: 0,
    connector: async (endpoint, options) => {
      counted.dials++
      counted.most = Math.max(counted.most, ++counted.atOnce)
      try {
        const connection = await dial(endpoint, options)
        const close = connection.close.bind(connection)
        let closed = false
        connection.close = () => {
          if (!closed) counted.atOnce--
          closed = true
          close()
        }
        return connection
      } catch (error) {
        counted.atOnce--
        throw error
      }
    },
  }
  return counted
}

async function name(
  result: PortResult,
  options: Partial<IdentifyServicesOptions> = {},
): Promise<{ result: PortResult; counted: Counted; ms: number }> {
  const counted = counting()
  const started = performance.now()
  const events = await collect(identifyServices({ connector: counted.connector, ...options })([result]))
  expect(events).toHaveLength(1)
  expect(counted.atOnce).toBe(0)
  return { result: events[0] as PortResult, counted, ms: performance.now() - started }
}

const OK = 'HTTP/1.1 200 OK\r\nServer: nginx/1.25.3\r\nContent-Length: 0\r\n\r\n'
const heardHttp = (heard: Uint8Array): string | undefined =>
  Buffer.from(heard).toString('latin1').startsWith('GET ') ? OK : undefined

describe('a port without a usual service', () => {
  test('an HTTP server has its name after one wave', async () => {
    const server = await peer(peers.answers(heardHttp))
    const { result, counted } = await name(open(server.port))
    expect(result.service).toMatchObject({
      name: 'http',
      product: 'nginx',
      version: '1.25.3',
      confidence: 'structured',
    })
    expect(counted.dials).toBe(2)
    expect(Buffer.from(result.banner!).toString()).toBe(OK)
    expect(result.exchanges?.[0]).toMatchObject({ probe: 'http', end: 'data', truncated: false })
  })

  test('a server that greets first is named by what it says to the wrong question, then asked properly', async () => {
    const server = await peer(
      peers.greets('SSH-2.0-OpenSSH_9.6\r\n', (peer) => peer.listen(() => peer.close())),
    )
    const { result } = await name(open(server.port))
    expect(result.service).toMatchObject({ name: 'ssh', product: 'OpenSSH', version: '9.6' })
  })

  test('TLS is entered and what is inside gets its name', async () => {
    const port = await tlsPeer({ ALPNProtocols: ['http/1.1'] }, () => OK)
    const { result, counted } = await name(open(port))
    expect(result.service).toMatchObject({
      name: 'http',
      product: 'nginx',
      tls: {
        version: 'TLSv1.3',
        alpn: 'http/1.1',
        certificate: { names: ['www.example', '*.example', '127.0.0.1', '2001:db8::1'] },
      },
    })
    expect(result.exchanges?.map(({ probe, tls }) => [probe, tls?.version])).toContainEqual([
      'http',
      'TLSv1.3',
    ])
    expect(counted.dials).toBeLessThanOrEqual(3)
  })

  test('TLS with something unknown inside is named tls', async () => {
    const port = await tlsPeer({}, () => '\u0001\u0002 nobody knows this')
    const { result } = await name(open(port), { budget: { time: 2_000 } })
    expect(result.service).toMatchObject({ name: 'tls', confidence: 'verified', tls: { version: 'TLSv1.3' } })
  })

  test('a TLS server that wants another protocol inside is asked again without ALPN', async () => {
    const port = await tlsPeer({ ALPNProtocols: ['something-else'] }, () => OK)
    const { result } = await name(open(port))
    expect(result.service).toMatchObject({ name: 'http', tls: { version: 'TLSv1.3' } })
    expect(result.service?.tls?.alpn).toBeUndefined()
  })

  test('a TLS server that agrees on a protocol is asked in that', async () => {
    const heard: string[] = []
    const port = await tlsPeer({ ALPNProtocols: ['mqtt'] }, (said) => {
      heard.push(said.slice(4, 8))
      return '\u0020\u0002\u0000\u0005'
    })
    const { result } = await name(open(port))
    expect(result.service).toMatchObject({ name: 'mqtt', tls: { alpn: 'mqtt' } })
    expect(heard[0]).toBe('MQTT')
  })

  test('a TLS server that hears nobody without a certificate is left alone', async () => {
    const port = await tlsPeer(
      { requestCert: true, rejectUnauthorized: true, ca: fixture('server.pem') },
      () => OK,
    )
    const { result, counted } = await name(open(port))
    expect(result.service).toMatchObject({
      name: 'tls',
      tls: { version: 'TLSv1.3', error: 'certificate_required', certificate: { selfSigned: true } },
    })
    expect(counted.dials).toBeLessThanOrEqual(3)
  })

  test('a TLS server without a certificate is entered too', async () => {
    const options = { ciphers: 'aNULL:@SECLEVEL=0', maxVersion: 'TLSv1.2' as const }
    const port = await tlsPeer(options, () => OK)
    const { result } = await name(open(port))
    expect(result.service).toMatchObject({ name: 'http', tls: { version: 'TLSv1.2' } })
    expect(result.service?.tls?.cipher).toMatch(/_anon_/)
    expect(result.service?.tls?.certificate).toBeUndefined()
  })

  test('an old server that answers with an alert is TLS, with the reason', async () => {
    const server = await peer(peers.answers(() => Buffer.from([21, 3, 0, 0, 2, 2, 40])))
    const { result } = await name(open(server.port))
    expect(result.service).toMatchObject({
      name: 'tls',
      tls: { version: 'SSLv3', error: 'handshake_failure' },
    })
  })

  test('a plain 400 that asks for TLS leads there, and stays HTTP where TLS does not come', async () => {
    const server = await peer(
      peers.answers((heard) =>
        heard[0] === 22
          ? Buffer.from([21, 3, 3, 0, 2, 2, 112])
          : 'HTTP/1.1 400 Bad Request\r\nServer: nginx\r\n\r\nThe plain HTTP request was sent to HTTPS port',
      ),
    )
    const { result } = await name(open(server.port))
    expect(result.service).toMatchObject({ name: 'http', tls: { error: 'unrecognized_name' } })
  })

  test('tls: false never says a ClientHello', async () => {
    const server = await peer(peers.answers(heardHttp))
    const { result } = await name(open(server.port), { tls: false })
    expect(result.service?.name).toBe('http')
    expect(server.heard[0]).not.toBe(22)
    expect(server.accepted).toBe(1)
  })

  test('a slow answer is waited for beside the later waves', async () => {
    const server = await peer((peer) => {
      peer.listen((heard) => {
        if (heard[0] === 0x47) peer.after(700, () => peer.send(OK))
      })
    })
    const { result } = await name(open(server.port))
    expect(result.service?.name).toBe('http')
  })
})

test('the probes of the user go before the others that are not in the opening', async () => {
  const server = await peer(
    peers.answers((heard) => (Buffer.from(heard).toString() === 'mine?' ? 'mine!' : undefined)),
  )
  const mine: ServiceProbe = {
    name: 'mine',
    ports: [],
    rarity: 7,
    hello: () => Buffer.from('mine?'),
    matchers: [
      (answer) => (answer[4] === 0x21 ? { name: 'mine', confidence: 'structured', evidence: '' } : undefined),
    ],
  }
  const { result, counted } = await name(open(server.port), { probes: [...commonServices, mine] })
  expect(result.service?.name).toBe('mine')
  expect(counted.dials).toBeLessThanOrEqual(5)
})

test('a server that serves one connection at a time comes to each question', async () => {
  const server = createTcpServer()
  const queue: Socket[] = []
  const serve = (): void => {
    while (queue[0]?.destroyed === true) queue.shift()
    const socket = queue[0]
    socket?.on('data', (said) => said.toString() === 'mine?' && socket.write('mine!')).on('close', serve)
  }
  server.on('connection', (socket) => {
    socket.on('error', () => {})
    if (queue.push(socket) === 1) serve()
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  cleanups.push(() => new Promise((closed) => server.close(closed)))
  const words = (name: string, rarity: number): ServiceProbe => ({
    name,
    rarity,
    ports: [],
    hello: () => Buffer.from(`${name}?`),
    matchers: [
      (answer) =>
        Buffer.from(answer).toString() === `${name}!`
          ? { name, confidence: 'structured', evidence: 'said so' }
          : undefined,
    ],
  })
  const probes = ['a', 'b', 'c', 'mine'].map((name, rarity) => words(name, rarity))
  const { result } = await name(open((server.address() as AddressInfo).port), { probes })
  expect(result.service?.name).toBe('mine')
})

describe('what the scan has heard already', () => {
  const exchange = (received: string, end: 'data' | 'silence' = 'data') => ({
    probe: 'http',
    sent: Buffer.from('GET / HTTP/1.0\r\n\r\n'),
    received: Buffer.from(received),
    truncated: false,
    end,
    rtt: 1,
  })

  test('costs no connection', async () => {
    const { result, counted } = await name(open(9, { exchanges: [exchange(OK)] }))
    expect(result.service).toMatchObject({ name: 'http', product: 'nginx', probe: 'http' })
    expect(counted.dials).toBe(0)
  })

  test('is asked again with patience where it was silence', async () => {
    const server = await peer(peers.answers(heardHttp))
    const { result } = await name(open(server.port, { exchanges: [exchange('', 'silence')] }))
    expect(result.service?.name).toBe('http')
    expect(result.exchanges).toHaveLength(2)
  })
})

describe('what passes untouched', () => {
  test('other states and other events, at once', async () => {
    const events: ScanEvent[] = [
      open(1, { state: 'closed', reason: 'conn-refused' }),
      { kind: 'skipped', target: 'x', reason: 'excluded' },
      { kind: 'host', status: 'finished', target: 'x', address: '127.0.0.1', family: 4 },
    ]
    const counted = counting()
    expect(await collect(identifyServices({ connector: counted.connector })(events))).toEqual(events)
    expect(counted.dials).toBe(0)
  })

  test('nothing is ever said to printers and industrial controllers', async () => {
    let said = 0
    const connector: Connector = (endpoint) =>
      Promise.resolve({
        endpoint,
        rtt: 1,
        write: (bytes) => void (said += bytes.length),
        read: () =>
          Promise.resolve({ bytes: new Uint8Array(0), truncated: false, end: 'silence' as const, rtt: 1 }),
        close: () => {},
      })
    for (const port of [9100, 9107, 502, 102, 20_000, 44_818, 47_808, 2404, 515]) {
      const events = await collect(identifyServices({ connector, budget: { time: 50 } })([open(port)]))
      expect((events[0] as PortResult).service?.confidence).toBe('port-table')
    }
    expect(said).toBe(0)
  })
})

describe('hostile peers', () => {
  const quick = { budget: { time: 600 } }

  test.each([
    ['H01 says nothing', peers.silent, 'http silence'],
    ['H05 resets at once', peers.resets, 'http '],
    ['H06 closes at once', peers.closes, 'http close'],
    ['H07 half-closes and never closes its side', peers.halfCloses, 'http close'],
    ['H08 reads nothing', peers.readsNothing, 'http silence'],
  ] as const)('%s: the name is the guess of its port number', async (_name, script, evidence) => {
    const server = await peer(script)
    const { result, ms } = await name(open(server.port, { portName: 'gopher' }), quick)
    expect(result.service).toMatchObject({ name: 'gopher', confidence: 'port-table', probe: 'none' })
    expect(result.service?.evidence).toContain(evidence)
    expect(ms).toBeLessThan(10_000)
    await server.quiet()
  })

  test('H11 accepts, reads nothing, holds on: each slot comes back, and a healthy peer is named after them', async () => {
    const trap = await peer(peers.readsNothing)
    const healthy = await peer(peers.answers(heardHttp))
    const limiter = createLimiter(4)
    const connector = withLimiter(tcpConnector(), limiter)
    const ports = [...Array.from({ length: 12 }, () => open(trap.port)), open(healthy.port)]
    const events = await collect(identifyServices({ connector, perHost: 64, budget: { time: 400 } })(ports))
    const names = events.flatMap((event) => (event.kind === 'port' ? [event.service?.name] : []))
    expect(names.filter((named) => named === 'http')).toHaveLength(1)
    expect(names).toHaveLength(13)
    expect([limiter.active, limiter.waiting]).toEqual([0, 0])
    await trap.quiet()
  })

  test('H02 drips a byte at a time', async () => {
    const server = await peer(peers.drips(40, 'zzzz'))
    const { result } = await name(open(server.port), quick)
    expect(result.service?.confidence).toBe('port-table')
    await server.quiet()
  })

  test('H03, H34 floods: at most 16 KiB kept an exchange, 256 KiB in all', async () => {
    const server = await peer(peers.floods())
    const { result, counted } = await name(open(server.port), quick)
    for (const { received } of result.exchanges!) expect(received.length).toBeLessThanOrEqual(16_384)
    const kept = result.exchanges!.reduce((sum, { sent, received }) => sum + sent.length + received.length, 0)
    expect(kept).toBeLessThanOrEqual(262_144)
    expect(counted.dials).toBeLessThanOrEqual(12)
    await server.quiet()
  })

  test('H09 resets in the middle of a greeting: what came is kept', async () => {
    const server = await peer(peers.greets('220 half a gree', (peer) => peer.after(60, () => peer.reset())))
    const { result } = await name(open(server.port), quick)
    expect(result.exchanges!.some(({ received }) => received.length > 0)).toBe(true)
  })

  test('H12 answers each question as another protocol: no loop', async () => {
    const faces = [
      'SSH-2.0-x\r\n',
      '220 ftp ready\r\n',
      '+OK pop\r\n',
      '* OK imap\r\n',
      OK,
      '-ERR unknown command\r\n',
    ]
    let at = 0
    const next = (): string => faces[at++ % faces.length]!
    const server = await peer((peer) => {
      peer.listen(() => peer.send(next()))
      peer.after(200, () => peer.send(next()))
    })
    const { result, counted } = await name(open(server.port), quick)
    expect(result.service).toBeDefined()
    expect(counted.dials).toBeLessThanOrEqual(12)
    await server.quiet()
  })

  test('answers that nobody knows: at most 4 more probes', async () => {
    const server = await peer(peers.answers(() => '\u0007\u0007 hm \u0007\u0007'))
    const { result, counted } = await name(open(server.port), quick)
    expect(result.service?.evidence).toContain('fits no service')
    expect(counted.dials).toBeLessThanOrEqual(2 + 4)
  })

  test('H20, H29 endless headers', async () => {
    const line = Buffer.from(`X: ${'y'.repeat(1_000)}\r\n`)
    const server = await peer((peer) => {
      peer.listen(() => {
        peer.send('HTTP/1.1 200 OK\r\nServer: evil/1.0\r\n')
        peer.stream(line)
      })
    })
    const { result } = await name(open(server.port), quick)
    expect(result.service).toMatchObject({
      name: 'http',
      product: 'evil',
      details: { trouble: 'headers-too-large' },
    })
    await server.quiet()
  })

  test('H30 endless interim responses', async () => {
    const server = await peer((peer) =>
      peer.listen(() => peer.stream(Buffer.from('HTTP/1.1 100 Continue\r\n\r\n'))),
    )
    const { result } = await name(open(server.port), quick)
    expect(result.service).toMatchObject({ name: 'http', details: { trouble: 'only-interim-responses' } })
    await server.quiet()
  })

  test('H31, H32 an encoded body is not decoded, a redirect is not followed', async () => {
    const reply =
      'HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\n\u001f\u008b\u0008\u0000'
    const server = await peer(peers.answers((heard) => (heard[0] === 0x47 ? reply : undefined)))
    const { result, counted } = await name(open(server.port), quick)
    expect(result.service?.details).toMatchObject({ status: 302, location: 'http://169.254.169.254/' })
    // The questions of the scan, and at most two further ones to the same port.
    expect(counted.dials).toBeLessThanOrEqual(4)
    expect(server.heard.toString('latin1')).not.toContain('gzip')
  })

  test('H33 mad lengths', async () => {
    for (const head of [
      'Content-Length: 18446744073709551616',
      'Content-Length: -1',
      'Transfer-Encoding: chunked\r\nContent-Length: 3',
    ]) {
      const server = await peer(
        peers.answers(() => `HTTP/1.1 200 OK\r\nServer: a/1\r\n${head}\r\n\r\nffffffffffffffffff\r\n`),
      )
      const { result } = await name(open(server.port), quick)
      expect(result.service).toMatchObject({ name: 'http' })
    }
  })

  test('H21 a TLS port that goes mute inside the handshake', async () => {
    const hello = Buffer.from([22, 3, 3, 0, 4, 2, 0, 0, 80])
    const server = await peer(peers.answers((heard) => (heard[0] === 22 ? hello : undefined)))
    const { result } = await name(open(server.port), quick)
    expect(result.service?.confidence).toBe('port-table')
    await server.quiet()
  })

  test('H44 a prototype name in an answer stays data', async () => {
    const server = await peer(
      peers.answers(
        () =>
          'HTTP/1.1 200 OK\r\n__proto__: x\r\nServer: constructor/1\r\nconstructor: y\r\nContent-Length: 0\r\n\r\n',
      ),
    )
    const { result } = await name(open(server.port), quick)
    expect(result.service?.product).toBe('constructor')
    expect(Object.getPrototypeOf(result.service!.details)).toBe(Object.prototype)
  })
})

describe('bounds', () => {
  test('polite: at most 2 sockets at once and 12 in all', async () => {
    const server = await peer(peers.silent)
    const { counted } = await name(open(server.port), { polite: true, budget: { time: 900 } })
    expect(counted.most).toBeLessThanOrEqual(2)
    expect(counted.dials).toBeLessThanOrEqual(12)
  })

  test('otherwise at most 4 sockets at once, and no more than the budget', async () => {
    const server = await peer(peers.silent)
    const { counted, ms } = await name(open(server.port), { budget: { time: 1_000, connections: 3 } })
    expect(counted.most).toBeLessThanOrEqual(4)
    expect(counted.dials).toBe(3)
    expect(ms).toBeLessThan(5_000)
  })

  test('a host whose ports all say nothing is not asked any further', async () => {
    const server = await peer(peers.closes)
    const counted = counting()
    const ports = Array.from({ length: 40 }, () => open(server.port))
    const stage = identifyServices({ connector: counted.connector, concurrency: 1 })
    const events = await collect(stage(ports))
    const services = events.map((event) => (event as PortResult).service?.evidence ?? '')
    expect(services).toHaveLength(40)
    expect(services.filter((evidence) => evidence.startsWith('not asked'))).toHaveLength(20)
  })

  test('perHost bounds the endpoints of one host', async () => {
    const server = await peer(peers.answers(heardHttp))
    const counted = counting()
    const stage = identifyServices({ connector: counted.connector, perHost: 2, concurrency: 32 })
    await collect(stage(Array.from({ length: 20 }, () => open(server.port))))
    expect(counted.most).toBeLessThanOrEqual(8)
  })
})

describe('the way out', () => {
  test('break closes every socket at once', async () => {
    const busy = await peer(peers.answers(heardHttp))
    const server = await peer(peers.silent)
    const ports = [...Array.from({ length: 30 }, () => open(server.port)), open(busy.port)]
    for await (const event of identifyServices({ connector: tcpConnector(), perHost: 64 })(ports)) {
      expect((event as PortResult).service?.name).toBe('http')
      break
    }
    await server.quiet()
  })

  test('abort ends the iteration with its reason and leaves no listener', async () => {
    const server = await peer(peers.silent)
    const ending = new AbortController()
    const stage = identifyServices({ connector: tcpConnector(), signal: ending.signal, perHost: 64 })
    const run = collect(stage(Array.from({ length: 30 }, () => open(server.port))))
    setTimeout(() => ending.abort(new Error('enough')), 100)
    await expect(run).rejects.toThrow('enough')
    await server.quiet()
    expect(abortListeners(ending.signal)).toBe(0)
  })

  test('a matcher that throws becomes one warning, not an error', async () => {
    const server = await peer(peers.answers(heardHttp))
    const broken: ServiceProbe = {
      name: 'broken',
      ports: [],
      rarity: 1,
      matchers: [
        () => {
          throw new Error('a bug')
        },
      ],
    }
    const stage = identifyServices({ connector: tcpConnector(), probes: [broken, ...commonServices] })
    const events = await collect(stage([open(server.port), open(server.port)]))
    expect(events.filter(({ kind }) => kind === 'warning')).toEqual([
      { kind: 'warning', code: 'probe-failed', message: expect.stringContaining("'broken'") as string },
    ])
    expect(events.filter((event) => event.kind === 'port' && event.service?.name === 'http')).toHaveLength(2)
  })

  test('a connector that cannot dial leaves the record of the port table', async () => {
    const connector: Connector = () => Promise.reject(Object.assign(new Error('no'), { code: 'EMFILE' }))
    const events = await collect(identifyServices({ connector })([open(80, { portName: 'http' })]))
    expect((events[0] as PortResult).service).toMatchObject({ name: 'http', confidence: 'port-table' })
  })
})

test('the opener and the stage agree: what it says is taken for asked', async () => {
  const server = await peer(peers.answers(heardHttp))
  const opening = openerFor(commonServices, { random: Math.random })({
    ...open(server.port),
    port: server.port,
  })
  expect(opening?.probe).toBe('http')
  expect(Buffer.from(opening!.bytes!).toString()).toMatch(/^GET \/ HTTP\/1\.0\r\n(?!.*Host:)/)
})

describe('a UDP port', () => {
  const pair = datagrams['dns']!['bind']!
  const udp = (received: Uint8Array): PortResult => ({
    kind: 'port',
    target: '192.0.2.7',
    address: '192.0.2.7',
    family: 4,
    port: 40_000,
    transport: 'udp',
    state: 'open',
    reason: 'udp-response',
    rtt: 1,
    attempts: 1,
    at: '1970-01-01T00:00:00.000Z',
    exchanges: [
      {
        probe: 'dns',
        sent: Buffer.from(pair.sent, 'latin1'),
        received,
        truncated: false,
        end: 'data',
        rtt: 1,
      },
    ],
  })
  const connector: Connector = () => expect.unreachable('a UDP port was dialled')

  test('is named from the answer that showed it open, without a further question', async () => {
    const [named] = await collect(
      identifyServices({ connector })([udp(Buffer.from(pair.received, 'latin1'))]),
    )
    expect(named).toMatchObject({
      service: { name: 'dns', product: 'BIND', confidence: 'verified', probe: 'dns' },
    })
  })

  test('is never asked what is asked over TCP', async () => {
    const [named] = await collect(identifyServices({ connector })([udp(Buffer.from('?'))]))
    expect(named).toMatchObject({ service: { name: 'unknown', confidence: 'port-table' } })
    const { exchanges: _, ...bare } = udp(Buffer.alloc(0))
    const [nothing] = await collect(
      identifyServices({ connector })([{ ...bare, port: 53, portName: 'domain' }]),
    )
    expect(nothing).toMatchObject({ service: { name: 'domain', confidence: 'port-table' } })
  })
})
