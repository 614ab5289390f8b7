import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test, type TestContext } from 'vitest'
import type { Service } from '../../src/model/service.ts'
import { identify } from '../../src/scan-shortcuts.ts'
import { findProgram, startServer } from '../support/real-server.ts'
import type { RealServer, ServerCommand, ServerPlace } from '../support/real-server.ts'

const fixture = (name: string): string => fileURLToPath(new URL(`../fixtures/tls/${name}`, import.meta.url))
const running: RealServer[] = []
afterAll(() => Promise.all(running.map((server) => server.stop())))

/** Starts a server where its program is installed, and says what is named on its port. */
async function named(
  context: TestContext,
  prepare: (place: ServerPlace) => ServerCommand,
  program: string,
): Promise<Service> {
  context.skip(findProgram(program) === undefined, `not installed: ${program}`)
  const server = await startServer(prepare)
  running.push(server)
  const found = await identify('127.0.0.1', server.port, { services: true })
  return found!.service!
}

function write(directory: string, name: string, lines: readonly string[]): string {
  const file = join(directory, name)
  writeFileSync(file, `${lines.join('\n')}\n`)
  return file
}

const version = (pattern = ''): unknown => expect.stringMatching(new RegExp(`^\\d+\\.\\d+\\.\\d+${pattern}$`))

test('lighttpd', async (context) => {
  const service = await named(
    context,
    ({ port, directory }) => {
      write(directory, 'index.html', ['<title>Hello</title>'])
      const config = write(directory, 'conf', [
        `server.document-root = "${directory}"`,
        `server.port = ${port}`,
        'server.bind = "127.0.0.1"',
        'index-file.names = ("index.html")',
      ])
      return { program: 'lighttpd', args: ['-D', '-f', config] }
    },
    'lighttpd',
  )
  expect(service).toMatchObject({ name: 'http', product: 'lighttpd', version: version() })
  expect(service.details).toMatchObject({ status: 200, title: 'Hello' })
})

test('Tinyproxy', async (context) => {
  const service = await named(
    context,
    ({ port, directory }) => {
      const config = write(directory, 'conf', [`Port ${port}`, 'Listen 127.0.0.1', 'MaxClients 10'])
      return { program: 'tinyproxy', args: ['-d', '-c', config] }
    },
    'tinyproxy',
  )
  expect(service).toMatchObject({ name: 'http-proxy', product: 'Tinyproxy', version: version() })
})

test('Privoxy, whose own page tells its version', async (context) => {
  const service = await named(
    context,
    ({ port, directory }) => {
      const config = write(directory, 'conf', [
        `listen-address 127.0.0.1:${port}`,
        'confdir /etc/privoxy',
        `logdir ${directory}`,
      ])
      return { program: 'privoxy', args: ['--no-daemon', config] }
    },
    'privoxy',
  )
  expect(service).toMatchObject({ name: 'http-proxy', product: 'Privoxy', version: version() })
})

test('nghttpd, which speaks HTTP/2 only, with TLS and without', async (context) => {
  const command =
    (more: (directory: string) => readonly string[]) =>
    ({ port, directory }: ServerPlace): ServerCommand => {
      write(directory, 'index.html', ['<title>Hello</title>'])
      const args = ['-a', '127.0.0.1', '-d', directory, `${port}`]
      return { program: 'nghttpd', args: [...args, ...more(directory)] }
    }
  const described = {
    name: 'http',
    product: 'nghttpd',
    version: version(),
    confidence: 'verified',
    details: { httpVersion: '2', status: 200, title: 'Hello' },
  }
  const clear = await named(
    context,
    command(() => ['--no-tls']),
    'nghttpd',
  )
  expect(clear).toMatchObject(described)
  const secured = await named(
    context,
    command(() => [fixture('server.key'), fixture('server.pem')]),
    'nghttpd',
  )
  expect(secured).toMatchObject({ ...described, tls: { alpn: 'h2' } })
})

test('HAProxy: by its page of statistics; who wants to be called by name', async (context) => {
  const command =
    (lines: (place: ServerPlace) => readonly string[]) =>
    (place: ServerPlace): ServerCommand => {
      const times = ['timeout connect 1s', 'timeout client 5s', 'timeout server 5s']
      const config = write(place.directory, 'conf', ['defaults', 'mode http', ...times, ...lines(place)])
      return { program: 'haproxy', args: ['-f', config, '-db'] }
    }
  const statistics = await named(
    context,
    command(({ port }) => ['frontend a', `bind 127.0.0.1:${port}`, 'stats enable', 'stats uri /']),
    'haproxy',
  )
  expect(statistics).toMatchObject({ name: 'http', product: 'HAProxy', version: version() })
  const strict = await named(
    context,
    command(({ port, directory }) => {
      const both = [fixture('server.pem'), fixture('server.key')].map((file) => readFileSync(file, 'utf8'))
      const pem = write(directory, 'both.pem', both)
      return ['frontend a', `bind 127.0.0.1:${port} ssl crt ${pem} strict-sni`, 'http-request deny']
    }),
    'haproxy',
  )
  expect(strict).toMatchObject({ name: 'tls', tls: { error: 'unrecognized_name' } })
})

test('microsocks', async (context) => {
  const service = await named(
    context,
    ({ port }) => ({ program: 'microsocks', args: ['-i', '127.0.0.1', '-p', `${port}`] }),
    'microsocks',
  )
  expect(service).toMatchObject({ name: 'socks5', details: { authRequired: false, method: 'none' } })
})
