import { execFileSync } from 'node:child_process'
import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { scan, type PortResult } from '../../src/index.ts'
import { udpConnector } from '../../src/net/udp-connector.ts'
import { exchangeUdp } from '../../src/net/udp-exchange.ts'
import { dtls } from '../../src/fingerprint/services/dtls.ts'
import { ipmi } from '../../src/fingerprint/services/ipmi.ts'
import { l2tp } from '../../src/fingerprint/services/l2tp.ts'
import { ntp } from '../../src/fingerprint/services/ntp.ts'
import { snmp } from '../../src/fingerprint/services/snmp.ts'
import { tftp } from '../../src/fingerprint/services/tftp.ts'
import { xdmcp } from '../../src/fingerprint/services/xdmcp.ts'
import type { ServiceProbe } from '../../src/fingerprint/service-probe.ts'
import { missingProgram, startServer, type ServerCommand, type ServerPlace } from '../support/real-server.ts'

// Real servers on odd ports: nothing but their answers tells what they are. Most of the time is silence: all at once.

const hello = { address: '127.0.0.1', port: 1, tls: false, random: Math.random }

/** Whether a server that knows no TCP answers its own kind of question. */
const answers =
  (probe: ServiceProbe) =>
  async (port: number): Promise<boolean> => {
    const bytes = probe.datagrams![0]!(hello)
    const accept = (): boolean => true
    const answer = await exchangeUdp({ address: '127.0.0.1', family: 4, port, bytes, timeout: 200, accept })
    return answer.end === 'data'
  }

/** Whether BIND tells its version: while it loads it refuses, though it listens. */
async function tellsVersion(port: number): Promise<boolean> {
  const question = Buffer.from(
    '123400000001000000000000' + '0776657273696f6e0462696e6400' + '00100003',
    'hex',
  )
  const options = { address: '127.0.0.1', family: 4, port, bytes: question, timeout: 200 } as const
  const answer = await exchangeUdp({ ...options, accept: () => true })
  // No error, and an answer (RFC 1035, section 4.1.1).
  return answer.end === 'data' && (answer.bytes[3]! & 15) === 0 && answer.bytes[7]! > 0
}

async function named(
  prepare: (place: ServerPlace) => ServerCommand,
  ready?: (port: number) => Promise<boolean>,
  // Words that are rare are said on their own ports alone: this is one of theirs.
  own?: ServiceProbe,
): Promise<PortResult> {
  const server = await startServer(prepare, ready && { ready })
  try {
    const services = own === undefined || { probes: [{ ...own, udpPorts: [server.port] }] }
    const options = { ports: `U:${server.port}`, services, states: 'all' } as const
    for await (const result of scan('127.0.0.1', options)) return result
    throw new Error('no result')
  } finally {
    await server.stop()
  }
}

const open = { transport: 'udp', state: 'open', reason: 'udp-response' } as const
const number: unknown = expect.stringMatching(/^\d/)

const noBind = missingProgram('named')
test.skipIf(noBind !== undefined)(`BIND${noBind ?? ''}`, { timeout: 30_000, concurrent: true }, async () => {
  const result = await named(({ port, directory }) => {
    const config = join(directory, 'named.conf')
    writeFileSync(
      config,
      `options { directory "${directory}"; pid-file none; session-keyfile "${directory}/session.key";
        managed-keys-directory "${directory}"; recursion no; dnssec-validation no;
        listen-on port ${port} { 127.0.0.1; }; listen-on-v6 { none; }; };
       controls { };`,
    )
    return { program: 'named', args: ['-g', '-c', config] }
  }, tellsVersion)
  expect(result).toMatchObject({
    ...open,
    service: { name: 'dns', product: 'BIND', version: number, confidence: 'verified', probe: 'dns' },
  })
})

const noMemcached = missingProgram('memcached')
test.skipIf(noMemcached !== undefined)(
  `memcached${noMemcached ?? ''}`,
  { timeout: 30_000, concurrent: true },
  async () => {
    const result = await named(({ port }) => ({
      program: 'memcached',
      args: ['-u', 'nobody', '-l', '127.0.0.1', '-p', `${port}`, '-U', `${port}`],
    }))
    expect(result).toMatchObject({
      ...open,
      service: { name: 'memcached', version: number, confidence: 'verified' },
    })
  },
)

const noSnmpd = missingProgram('snmpd')
test.skipIf(noSnmpd !== undefined)(
  `Net-SNMP${noSnmpd ?? ''}`,
  { timeout: 30_000, concurrent: true },
  async () => {
    const result = await named(({ port, directory }) => {
      const config = join(directory, 'snmpd.conf')
      // It tells its engine though nobody may read anything.
      writeFileSync(config, '')
      const pid = join(directory, 'pid')
      return {
        program: 'snmpd',
        args: ['-f', '-Lo', '-I', '-smux', '-C', '-c', config, '-p', pid, `udp:127.0.0.1:${port}`],
        env: { MIBS: '', SNMP_PERSISTENT_DIR: directory },
      }
    }, answers(snmp))
    expect(result).toMatchObject({
      ...open,
      service: {
        name: 'snmp',
        product: 'Net-SNMP',
        details: { versions: ['v3'], engine: { vendor: 'Net-SNMP' } },
      },
    })
    // Nothing more is asked than what showed it open.
    expect(result.exchanges).toHaveLength(1)
  },
)

const noChrony = missingProgram('chronyd')
test.skipIf(noChrony !== undefined)(
  `chrony${noChrony ?? ''}`,
  { timeout: 30_000, concurrent: true },
  async () => {
    const result = await named(({ port, directory }) => {
      const config = join(directory, 'chrony.conf')
      const lines = [
        'local stratum 10',
        'allow 127.0.0.0/8',
        `port ${port}`,
        'bindaddress 127.0.0.1',
        'cmdport 0',
      ]
      writeFileSync(config, `${lines.join('\n')}\npidfile ${directory}/pid\n`)
      return { program: 'chronyd', args: ['-x', '-d', '-f', config] }
    }, answers(ntp))
    expect(result).toMatchObject({ ...open, service: { name: 'ntp', details: { stratum: 10 } } })
  },
)

/** Whether a server answers its own kind of question, from whatever port. */
async function answersFromElsewhere(port: number): Promise<boolean> {
  const endpoint = { address: '127.0.0.1', family: 4, port, transport: 'udp' } as const
  const connection = await udpConnector()(endpoint, { anyPort: true })
  try {
    connection.write(tftp.datagrams![0]!(hello))
    return (await connection.read({ timeout: 200 })).end === 'data'
  } finally {
    connection.close()
  }
}

/** Why a server that gives up the rights of root cannot be tried. */
const noRoot = process.getuid?.() === 0 ? undefined : ' (skipped: needs root)'

const noTftpd = missingProgram('in.tftpd') ?? noRoot
test.skipIf(noTftpd !== undefined)(
  `tftpd-hpa${noTftpd ?? ''}`,
  { timeout: 30_000, concurrent: true },
  async () => {
    const result = await named(({ port, directory }) => {
      chmodSync(directory, 0o755)
      return {
        program: 'in.tftpd',
        args: ['-L', '-4', '-a', `127.0.0.1:${port}`, '-s', directory, '-u', 'nobody'],
      }
    }, answersFromElsewhere)
    // On a port of its own: what it says is heard though it comes from yet another one.
    expect(result).toMatchObject({ ...open, service: { name: 'tftp', product: 'tftpd-hpa', probe: 'tftp' } })
  },
)

const noOpenssl = missingProgram('openssl')
test.skipIf(noOpenssl !== undefined)(
  `OpenSSL's DTLS${noOpenssl ?? ''}`,
  { timeout: 30_000, concurrent: true },
  async () => {
    const result = await named(
      ({ port, directory }) => {
        const [key, cert] = [join(directory, 'key.pem'), join(directory, 'cert.pem')]
        const made = [
          '-newkey',
          'rsa:2048',
          '-nodes',
          '-subj',
          '/CN=dtls.example',
          '-keyout',
          key,
          '-out',
          cert,
        ]
        execFileSync('openssl', ['req', '-x509', ...made], { stdio: 'ignore' })
        const place = ['-accept', `127.0.0.1:${port}`, '-cert', cert, '-key', key]
        // It ends with its standard input, so that must not end.
        const command = ['openssl', 's_server', '-dtls', '-listen', ...place].join(' ')
        return { program: 'sh', args: ['-c', `tail -f /dev/null | ${command}`] }
      },
      answers(dtls),
      dtls,
    )
    expect(result).toMatchObject({
      ...open,
      service: { name: 'dtls', details: { answer: 'hello-verify-request' } },
    })
  },
)

const noXl2tpd = missingProgram('xl2tpd')
test.skipIf(noXl2tpd !== undefined)(
  `xl2tpd${noXl2tpd ?? ''}`,
  { timeout: 30_000, concurrent: true },
  async () => {
    const result = await named(
      ({ port, directory }) => {
        const config = join(directory, 'xl2tpd.conf')
        const lns =
          '[lns default]\nip range = 192.0.2.2-192.0.2.9\nlocal ip = 192.0.2.1\nhostname = gateway.example'
        writeFileSync(config, `[global]\nlisten-addr = 127.0.0.1\nport = ${port}\n${lns}\n`)
        const files = ['-c', config, '-p', join(directory, 'pid'), '-C', join(directory, 'control')]
        return { program: 'xl2tpd', args: ['-D', ...files] }
      },
      answers(l2tp),
      l2tp,
    )
    expect(result).toMatchObject({
      ...open,
      service: { name: 'l2tp', product: 'xl2tpd', hostname: 'gateway.example', confidence: 'verified' },
    })
  },
)

const noIpmi = missingProgram('ipmi_sim')
test.skipIf(noIpmi !== undefined)(
  `OpenIPMI's simulator${noIpmi ?? ''}`,
  { timeout: 30_000, concurrent: true },
  async () => {
    const result = await named(
      ({ port, directory }) => {
        const [lan, commands] = [join(directory, 'lan.conf'), join(directory, 'commands')]
        writeFileSync(
          lan,
          `name "bmc"
set_working_mc 0x20
  startlan 1
    addr 127.0.0.1 ${port}
    priv_limit admin
    allowed_auths_admin none md5
    guid a123456789abcdefa123456789abcdef
  endlan
`,
        )
        writeFileSync(
          commands,
          'mc_setbmc 0x20\nmc_add 0x20 0 no-device-sdrs 0x23 9 8 0x9f 0x1291 0xf02\nmc_enable 0x20\n',
        )
        return { program: 'ipmi_sim', args: ['-c', lan, '-f', commands, '-s', directory, '-p', '-n'] }
      },
      answers(ipmi),
      ipmi,
    )
    expect(result).toMatchObject({ ...open, service: { name: 'ipmi', confidence: 'verified' } })
  },
)

const noXdm = missingProgram('xdm')
test.skipIf(noXdm !== undefined)(`xdm${noXdm ?? ''}`, { timeout: 30_000, concurrent: true }, async () => {
  const result = await named(
    ({ port, directory }) => {
      const [config, access] = [join(directory, 'config'), join(directory, 'access')]
      writeFileSync(access, '*\n')
      const settings = {
        errorLogFile: join(directory, 'log'),
        pidFile: join(directory, 'pid'),
        servers: '/dev/null',
        accessFile: access,
        authDir: directory,
        requestPort: `${port}`,
      }
      const lines = Object.entries(settings).map(([key, value]) => `DisplayManager.${key}: ${value}\n`)
      writeFileSync(config, lines.join(''))
      return { program: 'xdm', args: ['-nodaemon', '-config', config] }
    },
    answers(xdmcp),
    xdmcp,
  )
  expect(result).toMatchObject({ ...open, service: { name: 'xdmcp', details: { willing: true } } })
})
