import { execFileSync } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test, type TestContext } from 'vitest'
import { identifyServices } from '../../src/fingerprint/identify-services.ts'
import type { PostgresqlDetails } from '../../src/fingerprint/services/postgresql.ts'
import type { SshDetails } from '../../src/fingerprint/services/ssh.ts'
import { collect } from '../../src/flow/collect.ts'
import type { PortResult } from '../../src/model/result.ts'
import type { Service } from '../../src/model/service.ts'
import { tcpConnector } from '../../src/net/tcp-connector.ts'
import { findProgram, freePort, startServer } from '../support/real-server.ts'
import type { RealServer, ServerCommand, ServerPlace } from '../support/real-server.ts'

const running: RealServer[] = []
afterAll(() => Promise.all(running.map((server) => server.stop())))

async function start(
  prepare: (place: ServerPlace) => ServerCommand | Promise<ServerCommand>,
): Promise<RealServer> {
  const server = await startServer(prepare)
  running.push(server)
  return server
}

function needs(context: TestContext, ...programs: readonly string[]): void {
  const missing = programs.filter((program) => findProgram(program) === undefined)
  context.skip(missing.length > 0, `not installed: ${missing.join(', ')}`)
}

/** What the stage says of a port of loopback, of which nothing is known but that it is open. */
async function identify(port: number): Promise<Service> {
  const open: PortResult = {
    kind: 'port',
    target: '127.0.0.1',
    address: '127.0.0.1',
    family: 4,
    port,
    transport: 'tcp',
    state: 'open',
    reason: 'syn-ack',
    rtt: 1,
    attempts: 1,
    at: new Date(0).toISOString(),
  }
  const events = await collect(identifyServices({ connector: tcpConnector() })([open]))
  const [result] = events as PortResult[]
  return result!.service!
}

/** A certificate for mail.example.test, and its key. */
function certificate(directory: string): { cert: string; key: string } {
  const cert = join(directory, 'cert.pem')
  const key = join(directory, 'key.pem')
  const subject = ['-subj', '/CN=mail.example.test', '-days', '30']
  execFileSync(
    findProgram('openssl')!,
    ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert, ...subject],
    { stdio: 'ignore' },
  )
  return { cert, key }
}

/** The ids of a system user, for servers that refuse to run as root. */
function user(name: string): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const id = (flag: string): number => Number(execFileSync('id', [flag, name], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

function write(file: string, lines: readonly string[]): string {
  writeFileSync(file, `${lines.join('\n')}\n`)
  return file
}

function hasSubject({ tls }: Service, starttls: string): void {
  expect(tls?.certificate?.subject).toBe('CN=mail.example.test')
  expect(tls?.starttls).toBe(starttls)
}

describe('details of real servers', () => {
  test('OpenSSH', async (context) => {
    needs(context, 'sshd', 'ssh-keygen')
    const { port } = await start(({ port, directory }) => {
      if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 })
      const key = join(directory, 'key')
      execFileSync(findProgram('ssh-keygen')!, ['-q', '-t', 'ed25519', '-N', '', '-f', key])
      const config = write(join(directory, 'config'), [
        `Port ${port}`,
        'ListenAddress 127.0.0.1',
        `HostKey ${key}`,
        'PidFile none',
      ])
      return { program: 'sshd', args: ['-D', '-e', '-f', config] }
    })
    const service = await identify(port)
    expect(service).toMatchObject({
      name: 'ssh',
      product: 'OpenSSH',
      confidence: 'structured',
      probe: 'listen',
    })
    expect(service.version).toMatch(/^\d+\.\d+p\d+$/)
    const { algorithms, hostKey } = service.details as unknown as SshDetails
    expect(hostKey?.type).toBe('ssh-ed25519')
    expect(hostKey?.fingerprint).toMatch(/^SHA256:[A-Za-z\d+/]{43}$/)
    expect(algorithms?.hostKey).toContain('ssh-ed25519')
    expect(algorithms?.ciphers.length).toBeGreaterThan(2)
  })

  test('vsFTPd', async (context) => {
    needs(context, 'vsftpd', 'openssl')
    const { port } = await start(({ port, directory }) => {
      const { cert, key } = certificate(directory)
      const empty = join(directory, 'empty')
      mkdirSync(empty, { mode: 0o555 })
      const config = write(join(directory, 'vsftpd.conf'), [
        'listen=YES',
        'listen_address=127.0.0.1',
        `listen_port=${port}`,
        'background=NO',
        `secure_chroot_dir=${empty}`,
        'local_enable=NO',
        'anonymous_enable=YES',
        `anon_root=${empty}`,
        'ssl_enable=YES',
        'seccomp_sandbox=NO',
        'allow_anon_ssl=YES',
        `rsa_cert_file=${cert}`,
        `rsa_private_key_file=${key}`,
      ])
      return { program: 'vsftpd', args: [config] }
    })
    const service = await identify(port)
    expect(service).toMatchObject({ name: 'ftp', product: 'vsFTPd', details: { starttls: true } })
    expect(service.version).toMatch(/^3\./)
    hasSubject(service, 'ftp')
  })

  test('Exim', async (context) => {
    needs(context, 'exim4', 'openssl')
    const { port } = await start(({ port, directory }) => {
      const { cert, key } = certificate(directory)
      const { uid, gid } = user('Debian-exim')
      if (uid !== undefined && gid !== undefined)
        for (const path of [directory, cert, key]) chownSync(path, uid, gid)
      const config = write(join(directory, 'exim.conf'), [
        'primary_hostname = mail.example.test',
        'local_interfaces = 127.0.0.1',
        `daemon_smtp_ports = ${port}`,
        `spool_directory = ${directory}`,
        `log_file_path = ${directory}/%slog`,
        `pid_file_path = ${directory}/pid`,
        'tls_advertise_hosts = *',
        `tls_certificate = ${cert}`,
        `tls_privatekey = ${key}`,
        'host_lookup =',
        'message_size_limit = 1000000',
        'begin acl',
        'begin routers',
        'begin transports',
      ])
      return { program: 'exim4', args: ['-bdf', '-C', config] }
    })
    const service = await identify(port)
    expect(service).toMatchObject({
      name: 'smtp',
      product: 'Exim',
      hostname: 'mail.example.test',
      details: { starttls: true, size: 1_000_000 },
    })
    expect(service.version).toMatch(/^4\.\d+/)
    hasSubject(service, 'smtp')
  })

  describe('Dovecot', () => {
    const ports = { imap: 0, pop3: 0 }
    test('IMAP', async (context) => {
      needs(context, 'dovecot', 'openssl')
      ports.pop3 = await freePort()
      const server = await start(({ port, directory }) => {
        const { cert, key } = certificate(directory)
        chmodSync(directory, 0o755)
        const listener = (name: string, number: number): string =>
          `service ${name}-login {\n inet_listener ${name} {\n address = 127.0.0.1\n port = ${number}\n }\n inet_listener ${name}s {\n port = 0\n }\n}`
        const config = write(join(directory, 'dovecot.conf'), [
          'protocols = imap pop3',
          `base_dir = ${directory}/run`,
          `state_dir = ${directory}/state`,
          'log_path = /dev/stderr',
          'ssl = yes',
          `ssl_cert = <${cert}`,
          `ssl_key = <${key}`,
          'passdb {\n driver = static\n args = nopassword=y\n}',
          'userdb {\n driver = static\n args = uid=nobody gid=nogroup home=/nonexistent\n}',
          'default_vsz_limit = 256M',
          listener('imap', port),
          listener('pop3', ports.pop3),
        ])
        return { program: 'dovecot', args: ['-F', '-c', config] }
      })
      ports.imap = server.port
      const service = await identify(ports.imap)
      expect(service).toMatchObject({
        name: 'imap',
        product: 'Dovecot',
        details: { greeting: 'OK', starttls: true },
      })
      expect(service.details['id']).toMatchObject({ name: 'Dovecot' })
      hasSubject(service, 'imap')
    })
    test('POP3', async (context) => {
      needs(context, 'dovecot', 'openssl')
      const service = await identify(ports.pop3)
      expect(service).toMatchObject({
        name: 'pop3',
        product: 'Dovecot',
        details: { ready: true, starttls: true },
      })
      hasSubject(service, 'pop3')
    })
  })

  test('MariaDB', async (context) => {
    needs(context, 'mariadbd', 'openssl')
    const { port } = await start(({ port, directory }) => {
      const { cert, key } = certificate(directory)
      const { uid, gid } = user('mysql')
      if (uid !== undefined && gid !== undefined)
        for (const path of [directory, cert, key]) chownSync(path, uid, gid)
      return {
        program: 'mariadbd',
        args: [
          '--no-defaults',
          `--datadir=${directory}`,
          `--socket=${directory}/socket`,
          '--bind-address=127.0.0.1',
          `--port=${port}`,
          `--pid-file=${directory}/pid`,
          '--skip-grant-tables',
          `--ssl-cert=${cert}`,
          `--ssl-key=${key}`,
          '--innodb-buffer-pool-size=8M',
        ],
        ...(uid !== undefined && { uid }),
        ...(gid !== undefined && { gid }),
      }
    })
    const service = await identify(port)
    expect(service).toMatchObject({
      name: 'mysql',
      product: 'MariaDB',
      confidence: 'verified',
      details: { protocol: 10, starttls: true },
    })
    expect(service.version).toMatch(/^1\d\.\d+\.\d+$/)
    hasSubject(service, 'mysql')
  })

  test('PostgreSQL', async (context) => {
    const initdb = postgresqlProgram('initdb')
    context.skip(initdb === undefined, 'not installed: postgresql')
    needs(context, 'openssl')
    const { port } = await start(({ port, directory }) => {
      const { cert, key } = certificate(directory)
      const { uid, gid } = user('postgres')
      if (uid !== undefined && gid !== undefined)
        for (const path of [directory, cert, key]) chownSync(path, uid, gid)
      chmodSync(key, 0o600)
      const data = join(directory, 'data')
      const password = write(join(directory, 'password'), ['secret'])
      const options = ['-A', 'scram-sha-256', '--pwfile', password, '-N']
      execFileSync(initdb!, ['-D', data, ...options], {
        stdio: 'ignore',
        cwd: directory,
        ...user('postgres'),
      })
      return {
        program: postgresqlProgram('postgres')!,
        args: [
          '-D',
          data,
          '-p',
          `${port}`,
          '-k',
          directory,
          '-c',
          'listen_addresses=127.0.0.1',
          '-c',
          'fsync=off',
          '-c',
          'ssl=on',
          '-c',
          `ssl_cert_file=${cert}`,
          '-c',
          `ssl_key_file=${key}`,
        ],
        ...(uid !== undefined && { uid }),
        ...(gid !== undefined && { gid }),
      }
    })
    const service = await identify(port)
    expect(service).toMatchObject({ name: 'postgresql', product: 'PostgreSQL', confidence: 'verified' })
    const details = service.details as PostgresqlDetails
    expect(details).toMatchObject({ starttls: true, auth: 'sasl', mechanisms: ['SCRAM-SHA-256'] })
    const { from, to = '99' } = details.versions!
    const installed = Number(/\/(\d+)\/bin/.exec(initdb!)?.[1])
    expect(Number(from)).toBeLessThanOrEqual(installed)
    expect(Number(to)).toBeGreaterThanOrEqual(installed)
    hasSubject(service, 'postgresql')
  })

  test('Redis, open and with a password', async (context) => {
    needs(context, 'redis-server')
    const command =
      (extra: readonly string[]) =>
      ({ port, directory }: ServerPlace): ServerCommand => ({
        program: 'redis-server',
        args: ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--dir', directory, ...extra],
      })
    const open = await identify((await start(command([]))).port)
    expect(open).toMatchObject({
      name: 'redis',
      product: 'Redis',
      confidence: 'verified',
      details: { authRequired: false, mode: 'standalone' },
    })
    expect(open.version).toMatch(/^\d+\.\d+\.\d+$/)
    expect(open.os).toMatch(/^Linux/)
    const locked = await identify((await start(command(['--requirepass', 'secret']))).port)
    expect(locked).toMatchObject({ name: 'redis', details: { authRequired: true } })
  })

  test('memcached', async (context) => {
    needs(context, 'memcached')
    const command =
      (more: readonly string[]) =>
      ({ port }: { readonly port: number }) => ({
        program: 'memcached',
        args: ['-l', '127.0.0.1', '-p', `${port}`, '-U', '0', '-m', '8', '-u', 'nobody', ...more],
      })
    const service = await identify((await start(command([]))).port)
    expect(service).toMatchObject({ name: 'memcached', product: 'memcached', confidence: 'structured' })
    expect(service.version).toMatch(/^1\.\d+\.\d+$/)
    const binary = await identify((await start(command(['-B', 'binary']))).port)
    expect(binary).toMatchObject({ name: 'memcached', confidence: 'verified', details: { binary: true } })
    expect(binary.version).toBe(service.version)
  })

  test('BIND', async (context) => {
    needs(context, 'named')
    const { port } = await start(({ port, directory }) => {
      const config = write(join(directory, 'named.conf'), [
        `options { directory "${directory}"; pid-file none; session-keyfile "${directory}/session.key"; recursion no;`,
        `listen-on port ${port} { 127.0.0.1; }; listen-on-v6 { none; }; dnssec-validation no; };`,
        'controls {};',
      ])
      return { program: 'named', args: ['-g', '-c', config] }
    })
    const service = await identify(port)
    expect(service).toMatchObject({
      name: 'dns',
      product: 'BIND',
      vendor: 'ISC',
      confidence: 'verified',
      details: { rcode: 0, recursionAvailable: false },
    })
    expect(service.version).toMatch(/^9\.\d+\.\d+/)
  })

  test('Unbound', async (context) => {
    needs(context, 'unbound')
    const { port } = await start(({ port, directory }) => {
      const config = write(join(directory, 'unbound.conf'), [
        'server:',
        ` interface: 127.0.0.1@${port}`,
        ' do-daemonize: no',
        ' use-syslog: no',
        ' chroot: ""',
        ' username: ""',
        ` directory: "${directory}"`,
        ` pidfile: "${directory}/pid"`,
        'remote-control:',
        ' control-enable: no',
      ])
      return { program: 'unbound', args: ['-d', '-c', config] }
    })
    const service = await identify(port)
    expect(service).toMatchObject({
      name: 'dns',
      product: 'Unbound',
      confidence: 'verified',
      details: { recursionAvailable: true },
    })
    expect(service.version).toMatch(/^1\.\d+\.\d+/)
  })
})

/** Debian keeps these programs by version, out of everybody's PATH. */
function postgresqlProgram(name: string): string | undefined {
  const versions = Array.from({ length: 12 }, (_, i) => `/usr/lib/postgresql/${20 - i}/bin/${name}`)
  return versions.find((path) => findProgram(path) !== undefined)
}
