import { execFileSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test, type TestContext } from 'vitest'
import { identify, type Service } from '../../src/index.ts'
import { findProgram, startServer } from '../support/real-server.ts'
import type { RealServer, ServerCommand, ServerPlace } from '../support/real-server.ts'

// Servers that networks are run by, on odd ports: nothing but their answers tells what they are.

const running: RealServer[] = []
afterAll(() => Promise.all(running.map((server) => server.stop())))

function needs(context: TestContext, ...programs: readonly string[]): void {
  const missing = programs.filter((program) => findProgram(program) === undefined)
  context.skip(missing.length > 0, `not installed: ${missing.join(', ')}`)
}

async function named(prepare: (place: ServerPlace) => ServerCommand): Promise<Service | undefined> {
  const server = await startServer(prepare)
  running.push(server)
  const result = await identify('127.0.0.1', server.port)
  return result?.service
}

/** For what a program needs beside itself. */
function needsPackage(context: TestContext, name: string): void {
  context.skip(!existsSync(`/usr/share/doc/${name}`), `not installed: ${name}`)
}

/** Writes the lines of a configuration, and says where. */
function configuration(directory: string, ...lines: readonly string[]): string {
  const file = join(directory, 'server.conf')
  writeFileSync(file, `${lines.join('\n')}\n`)
  return file
}

const number: unknown = expect.stringMatching(/^\d/)

test('NSD', { timeout: 30_000 }, async (context) => {
  needs(context, 'nsd')
  const service = await named(({ port, directory }) => {
    const files = ['pidfile', 'zonelistfile', 'xfrdfile'].map((name) => `${name}: "${directory}/${name}"`)
    const config = configuration(
      directory,
      'server:',
      `ip-address: 127.0.0.1@${port}`,
      'username: ""',
      'database: ""',
      `zonesdir: "${directory}"`,
      `xfrdir: "${directory}"`,
      ...files,
      'remote-control:',
      'control-enable: no',
    )
    return { program: 'nsd', args: ['-d', '-c', config] }
  })
  expect(service).toMatchObject({ name: 'dns', product: 'NSD', version: number, confidence: 'verified' })
})

test('a KDC of MIT Kerberos', { timeout: 30_000 }, async (context) => {
  needs(context, 'krb5kdc', 'kdb5_util')
  const service = await named(({ port, directory }) => {
    const krb5 = join(directory, 'krb5.conf')
    writeFileSync(krb5, '[libdefaults]\ndefault_realm = ZOO.TEST\n')
    const kdc = configuration(
      directory,
      '[kdcdefaults]',
      `kdc_listen = 127.0.0.1:${port}`,
      `kdc_tcp_listen = 127.0.0.1:${port}`,
      '[realms]',
      `ZOO.TEST = {\ndatabase_name = ${directory}/principal\nkey_stash_file = ${directory}/stash\n}`,
    )
    const env = { KRB5_CONFIG: krb5, KRB5_KDC_PROFILE: kdc }
    const create = ['create', '-s', '-r', 'ZOO.TEST', '-P', 'of this test']
    execFileSync(findProgram('kdb5_util')!, create, { env: { ...process.env, ...env }, stdio: 'ignore' })
    return { program: 'krb5kdc', args: ['-n', '-r', 'ZOO.TEST'], env }
  })
  expect(service).toMatchObject({
    name: 'kerberos',
    product: 'MIT Kerberos',
    confidence: 'verified',
    details: { realm: 'ZOO.TEST' },
  })
})

test('rsyslog’s RELP', { timeout: 30_000 }, async (context) => {
  needs(context, 'rsyslogd')
  needsPackage(context, 'rsyslog-relp')
  const service = await named(({ port, directory }) => {
    const config = configuration(
      directory,
      'module(load="imrelp")',
      `input(type="imrelp" address="127.0.0.1" port="${port}")`,
      `*.* ${directory}/log`,
    )
    return { program: 'rsyslogd', args: ['-n', '-f', config, '-i', join(directory, 'pid')] }
  })
  expect(service).toMatchObject({ name: 'relp', product: 'librelp', version: number })
})

test('CoAP over TCP', { timeout: 30_000 }, async (context) => {
  needs(context, 'coap-server-notls')
  const service = await named(({ port }) => ({
    program: 'coap-server-notls',
    args: ['-A', '127.0.0.1', '-p', `${port}`],
  }))
  expect(service).toMatchObject({ name: 'coap', confidence: 'verified', details: { code: '2.05' } })
})

test('Dropbear', { timeout: 30_000 }, async (context) => {
  needs(context, 'dropbear')
  const service = await named(({ port }) => ({
    program: 'dropbear',
    args: ['-F', '-E', '-R', '-p', `127.0.0.1:${port}`],
  }))
  expect(service).toMatchObject({ name: 'ssh', product: 'Dropbear SSH', version: number })
})

// It serves one connection at a time.
test('iperf3', { timeout: 30_000 }, async (context) => {
  needs(context, 'iperf3')
  const service = await named(({ port }) => ({
    program: 'iperf3',
    args: ['-s', '-B', '127.0.0.1', '-p', `${port}`],
  }))
  expect(service).toMatchObject({ name: 'iperf3', product: 'iperf3' })
})

test('ZeroMQ', { timeout: 30_000 }, async (context) => {
  needs(context, '/usr/bin/python3')
  needsPackage(context, 'python3-zmq')
  const service = await named(({ port }) => {
    const lines = [
      'import time, zmq',
      's = zmq.Context().socket(zmq.REP)',
      `s.bind("tcp://127.0.0.1:${port}")`,
    ]
    return { program: '/usr/bin/python3', args: ['-c', [...lines, 'time.sleep(60)'].join('\n')] }
  })
  expect(service).toMatchObject({
    name: 'zmtp',
    product: 'ZeroMQ',
    details: { mechanism: 'NULL', socketType: 'REP' },
  })
})
