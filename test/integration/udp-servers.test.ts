import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { scan, type PortResult } from '../../src/index.ts'
import { exchangeUdp } from '../../src/net/udp-exchange.ts'
import { ntp } from '../../src/fingerprint/services/ntp.ts'
import { snmp } from '../../src/fingerprint/services/snmp.ts'
import type { ServiceProbe } from '../../src/fingerprint/service-probe.ts'
import { missingProgram, startServer, type ServerCommand, type ServerPlace } from '../support/real-server.ts'

// Real servers on odd ports: nothing but their answers tells what they are.

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
): Promise<PortResult> {
  const server = await startServer(prepare, ready && { ready })
  try {
    const options = { ports: `U:${server.port}`, services: true, states: 'all' } as const
    for await (const result of scan('127.0.0.1', options)) return result
    throw new Error('no result')
  } finally {
    await server.stop()
  }
}

const open = { transport: 'udp', state: 'open', reason: 'udp-response' } as const
const number: unknown = expect.stringMatching(/^\d/)

const noBind = missingProgram('named')
test.skipIf(noBind !== undefined)(`BIND${noBind ?? ''}`, { timeout: 30_000 }, async () => {
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
test.skipIf(noMemcached !== undefined)(`memcached${noMemcached ?? ''}`, { timeout: 30_000 }, async () => {
  const result = await named(({ port }) => ({
    program: 'memcached',
    args: ['-u', 'nobody', '-l', '127.0.0.1', '-p', `${port}`, '-U', `${port}`],
  }))
  expect(result).toMatchObject({
    ...open,
    service: { name: 'memcached', version: number, confidence: 'verified' },
  })
})

const noSnmpd = missingProgram('snmpd')
test.skipIf(noSnmpd !== undefined)(`Net-SNMP${noSnmpd ?? ''}`, { timeout: 30_000 }, async () => {
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
})

const noChrony = missingProgram('chronyd')
test.skipIf(noChrony !== undefined)(`chrony${noChrony ?? ''}`, { timeout: 30_000 }, async () => {
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
})
