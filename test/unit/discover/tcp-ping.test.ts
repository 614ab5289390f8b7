import { describe, expect, test } from 'vitest'
import { tcpPing, type TcpPingOptions } from '../../../src/discover/tcp-ping.ts'
import { ScanError } from '../../../src/model/errors.ts'
import type { Connector } from '../../../src/net/connection.ts'
import type { Found } from '../../../src/testing/memory-network.ts'
import { discovererContract } from '../../../src/testing/contracts/discoverer-contract.ts'
import { abortListeners } from '../../support/open-handles.ts'
import { discoverWorld, hostAt } from './tools.ts'
import { contractTests } from '../../support/contract-tests.ts'

contractTests(
  'tcpPing',
  discovererContract(() => ({ discoverer: tcpPing() })),
)
contractTests(
  'tcpPing, one port after the other,',
  discovererContract(() => ({ discoverer: tcpPing(), perHost: 1 })),
)

const host = hostAt('192.0.2.7')
const failing = (code: string, local = false): Found => ({
  code,
  syscall: 'connect',
  ...(local && { local }),
})

async function ping(find: (port: number, dial: number) => Found, options: TcpPingOptions = {}, perHost = 64) {
  const dialled: number[] = []
  const world = discoverWorld(
    ({ port }) => {
      dialled.push(port)
      return find(port, dialled.length)
    },
    { perHost },
  )
  const found = await world.clock.runUntilIdle(tcpPing(options).discover(host, world.tools))
  expect(world.network).toMatchObject({ open: 0, dialling: 0 })
  return { found, dialled, time: world.clock.now(), most: world.network.most }
}

describe('tcpPing', () => {
  test.each([
    ['open', 'open', 'syn-ack'],
    ['closed', 'closed', 'conn-refused'],
    ['reset after the handshake', failing('ECONNRESET'), 'conn-reset'],
  ] as const)('one port that is %s is proof, and ends the rest', async (_what, found, reason) => {
    const result = await ping((port) => (port === 22 ? found : 'filtered'))
    expect(result).toMatchObject({ found: { status: 'up', reason, rtt: 30 }, time: 30 })
    expect(result.dialled).toHaveLength(8)
  })

  test('asks all ports at once, and silent ones again, once', async () => {
    const { found, dialled, time, most } = await ping(() => 'filtered')
    expect(found).toEqual({ status: 'silent', reason: 'no-response' })
    expect(dialled).toEqual([
      443, 80, 22, 445, 3389, 53, 8080, 64_999, 443, 80, 22, 445, 3389, 53, 8080, 64_999,
    ])
    expect([time, most]).toEqual([2_000, 8])
  })

  test('an answer to the second try counts: the first was lost', async () => {
    const { found, dialled } = await ping((_port, dial) => (dial <= 8 ? 'filtered' : 'closed'))
    expect(found.status).toBe('up')
    expect(dialled).toHaveLength(16)
  })

  test.each(['ENETUNREACH', 'EHOSTUNREACH', 'EACCES', 'EHOSTDOWN'])(
    'what a router says (%s) is no proof of anything, and is not asked for again',
    async (code) => {
      const { found, dialled } = await ping(() => failing(code), { ports: [22, 80] })
      expect(found).toMatchObject({ status: 'silent', rtt: 30 })
      expect(found.reason).not.toBe('no-response')
      expect(dialled).toEqual([22, 80])
    },
  )

  test('one unreachable port is told, though the others are silent', async () => {
    const { found } = await ping((port) => (port === 22 ? failing('EHOSTUNREACH') : 'filtered'))
    expect(found).toMatchObject({ status: 'silent', reason: 'host-unreach' })
  })

  test.each([
    ['no way there', failing('ENETUNREACH', true), 1],
    ['not permitted', failing('ERR_POLICY', true), 1],
    ['no descriptor left', failing('EMFILE', true), 3],
    ['a firewall of our own', failing('EPERM', true), 3],
    ['an error that nobody knows', failing('ENEVERHEARD'), 3],
  ])('%s is not known, not silence', async (_what, found, tries) => {
    const result = await ping(() => found, { ports: [22, 80], retries: 2 })
    expect(result.found).toEqual({ status: 'unknown' })
    expect(result.dialled).toHaveLength(tries * 2)
  })

  test('a port that could be asked at last only was asked', async () => {
    const { found } = await ping((_port, dial) => (dial <= 2 ? failing('EMFILE', true) : 'filtered'), {
      ports: [22, 80],
    })
    expect(found).toEqual({ status: 'silent', reason: 'no-response' })
  })

  test.each([1, 3])('never more than %i connections at once where no more are permitted', async (perHost) => {
    const silent = await ping(() => 'filtered', {}, perHost)
    expect(silent).toMatchObject({ most: perHost, found: { status: 'silent' } })
    expect(silent.dialled).toHaveLength(16)
    const answered = await ping((port) => (port === 443 ? 'closed' : 'filtered'), {}, perHost)
    expect(answered.dialled).toHaveLength(perHost)
  })

  test('ports, time and tries are the caller’s', async () => {
    const { dialled, time } = await ping(() => 'filtered', { ports: [9, 9, 7], timeout: 200, retries: 2 })
    expect(dialled).toEqual([9, 7, 9, 7, 9, 7])
    expect(time).toBe(600)
  })

  test.each([
    { ports: [] },
    { ports: 22 as unknown as number[] },
    { ports: [0] },
    { ports: [65_536] },
    { ports: [1.5] },
    { ports: Array.from({ length: 65 }, (_, at) => at + 1) },
    { timeout: 0 },
    { timeout: NaN },
    { retries: -1 },
    { retries: 0.5 },
  ])('%j is refused at the call', (options) => {
    expect(() => tcpPing(options)).toThrow(ScanError)
    expect(() => tcpPing(options)).toThrow(/^tcpPing: option '(ports|timeout|retries)': expected .* but got /)
  })

  test.each([{ port: [22] }, [22]])('%j has an option that it does not know', (options) => {
    expect(() => tcpPing(options as object)).toThrow(/^tcpPing: unknown option '(port|0)'; expected /)
  })

  test('a connector that breaks is an error, with which the other dials end', async () => {
    const failure = new Error('a mistake of its own')
    const { clock, tools, abort, network } = discoverWorld(() => 'filtered')
    const connector: Connector = (endpoint, dial) => {
      if (endpoint.port === 22) throw failure
      return network.connector(endpoint, dial)
    }
    const found = tcpPing({ ports: [80, 22, 443] }).discover(hostAt('192.0.2.1'), { ...tools, connector })
    await expect(found).rejects.toBe(failure)
    expect([network.dialling, clock.waiting, abortListeners(abort.signal)]).toEqual([0, 0, 0])
  })
})
