import { writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { TLSSocket } from 'node:tls'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test, type TestContext } from 'vitest'
import { element } from '../../src/fingerprint/ber.ts'
import { identifyServices } from '../../src/fingerprint/identify-services.ts'
import { askChallenge } from '../../src/fingerprint/services/credssp.ts'
import { collect } from '../../src/flow/collect.ts'
import type { PortResult } from '../../src/model/result.ts'
import type { Service } from '../../src/model/service.ts'
import { tcpConnector } from '../../src/net/tcp-connector.ts'
import { bytes } from '../fixtures/services/index.ts'
import { rdp } from '../fixtures/services/rdp.ts'
import { smb } from '../fixtures/services/smb.ts'
import { findProgram, startServer } from '../support/real-server.ts'
import type { RealServer, ServerCommand, ServerPlace } from '../support/real-server.ts'
import { tlsFixture } from '../support/tls-server.ts'

const fixture = (name: string): string => fileURLToPath(new URL(`../fixtures/tls/${name}`, import.meta.url))
const running: RealServer[] = []
afterAll(() => Promise.all(running.map((server) => server.stop())))

async function start(prepare: (place: ServerPlace) => ServerCommand): Promise<RealServer> {
  const server = await startServer(prepare)
  running.push(server)
  return server
}

function needs(context: TestContext, program: string): void {
  context.skip(findProgram(program) === undefined, `not installed: ${program}`)
}

interface Named {
  readonly service: Service
  readonly connections: number
  readonly ms: number
}

/** What the stage says of a port of loopback of which nothing is known but that it is open, and what that cost. */
async function identify(port: number, name?: string): Promise<Named> {
  let connections = 0
  const dial = tcpConnector()
  const open: PortResult = {
    kind: 'port',
    target: name ?? '127.0.0.1',
    ...(name !== undefined && { name }),
    address: '127.0.0.1',
    family: 4,
    port,
    transport: 'tcp',
    state: 'open',
    reason: 'syn-ack',
    rtt: 0.1,
    attempts: 1,
    at: new Date(0).toISOString(),
  }
  const started = performance.now()
  const stage = identifyServices({
    connector: (endpoint, options) => {
      connections++
      return dial(endpoint, options)
    },
  })
  const [result] = (await collect(stage([open]))) as PortResult[]
  return { service: result!.service!, connections, ms: performance.now() - started }
}

function nginx(site: string): (place: ServerPlace) => ServerCommand {
  return ({ port, directory }) => {
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (kind) => `${kind}_temp_path ${join(directory, kind)};`,
    )
    const certificate = `ssl_certificate ${fixture('server.pem')}; ssl_certificate_key ${fixture('server.key')};`
    writeFileSync(
      join(directory, 'nginx.conf'),
      `daemon off; worker_processes 1; error_log ${join(directory, 'error.log')}; pid ${join(directory, 'pid')};
events {}
http { access_log off; default_type text/html; ${temporary.join(' ')} ${certificate} ${site.replaceAll('PORT', `127.0.0.1:${port}`)} }`,
    )
    return {
      program: 'nginx',
      args: ['-c', join(directory, 'nginx.conf'), '-e', join(directory, 'error.log')],
    }
  }
}

const page = `location / { return 200 '<title>Plain page</title>'; }`

test('nginx on an odd port', async (context) => {
  needs(context, 'nginx')
  const { port } = await start(nginx(`server { listen PORT; ${page} }`))
  const { service, connections } = await identify(port)
  expect(service).toMatchObject({
    name: 'http',
    product: 'nginx',
    version: expect.stringMatching(/^1\.\d+/) as string,
    confidence: 'structured',
    details: { status: 200, title: 'Plain page' },
  })
  expect(service.tls).toBeUndefined()
  expect(connections).toBeLessThanOrEqual(4)
})

test('nginx with TLS on an odd port is http with a certificate, named by the host that was asked for', async (context) => {
  needs(context, 'nginx')
  const site = `
    server { listen PORT ssl default_server; server_name _; location / { return 404; } }
    server { listen PORT ssl; server_name www.example; location / { return 200 '<title>www</title>'; } }`
  const { port } = await start(nginx(site))
  const { service, connections, ms } = await identify(port, 'www.example')
  expect(service).toMatchObject({
    name: 'http',
    product: 'nginx',
    details: { status: 200, title: 'www' },
    tls: {
      version: expect.stringMatching(/^TLSv1\.[23]$/) as string,
      alpn: 'http/1.1',
      certificate: { subject: 'CN=www.example,O=Example\\, Inc.,C=DE', selfSigned: true },
    },
  })
  expect(connections).toBeLessThanOrEqual(4)
  expect(ms).toBeLessThan(10_000)
})

test('nginx that refuses every handshake is still seen', async (context) => {
  needs(context, 'nginx')
  const { port } = await start(nginx('server { listen PORT ssl; ssl_reject_handshake on; }'))
  const { service } = await identify(port)
  expect(service).toMatchObject({
    name: 'http',
    product: 'nginx',
    tls: { error: expect.any(String) as string },
  })
})

test.for([
  ['-tls1', 'TLSv1'],
  ['-tls1_1', 'TLSv1.1'],
  ['-tls1_2', 'TLSv1.2'],
  ['-tls1_3', 'TLSv1.3'],
] as const)('openssl s_server %s', async ([flag, version], context) => {
  needs(context, 'openssl')
  const { port } = await start((place) => ({
    program: 'openssl',
    args: [
      's_server',
      ...['-accept', `127.0.0.1:${place.port}`, flag, '-www', '-cipher', 'ALL:@SECLEVEL=0'],
      ...['-cert', fixture('server.pem'), '-key', fixture('server.key')],
    ],
    // The system's own configuration may forbid old versions.
    env: { OPENSSL_CONF: '/dev/null' },
  }))
  const { service, connections } = await identify(port)
  expect(service).toMatchObject({
    name: 'http',
    tls: { version, certificate: { names: expect.any(Array) as string[] } },
  })
  expect(connections).toBeLessThanOrEqual(8)
})

test('asks inside the TLS of CredSSP who is there, and nobody by name', async () => {
  const challenge = bytes(smb.windowsChallenge)
  const told = challenge.subarray(challenge.indexOf('NTLMSSP'))
  const heard: Buffer[] = []
  // Chooses CredSSP, and says of itself what Windows says.
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', (request) => {
      if (request[0] !== 3) return socket.destroy()
      socket.write(bytes(request[15] === 1 ? rdp.nlaRequired : rdp.windows))
      const secure = new TLSSocket(socket, {
        isServer: true,
        cert: tlsFixture('server.pem'),
        key: tlsFixture('server.key'),
      })
      secure.on('error', () => {})
      secure.on('data', (message: Buffer) => {
        heard.push(message)
        secure.write(element(0x30, element(0xa1, told)))
      })
      return undefined
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { service } = await identify((server.address() as AddressInfo).port).finally(() => server.close())
  expect(service).toMatchObject({
    name: 'rdp',
    os: 'Windows',
    tls: { starttls: 'rdp' },
    details: { nlaRequired: true, host: { version: '10.0.20348' } },
  })
  expect(heard).toEqual([Buffer.from(askChallenge.send)])
})
