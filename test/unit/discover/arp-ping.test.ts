import { expect, test } from 'vitest'
import { arpPing } from '../../../src/discover/arp-ping.ts'
import { createNeighbours } from '../../../src/net/neighbours.ts'
import { discovererContract } from '../../../src/testing/contracts/discoverer-contract.ts'
import { discoverWorld, hostAt } from './tools.ts'
import { manualClock } from '../../support/manual-clock.ts'
import { memoryNetwork, type Found } from '../../support/memory-network.ts'
import { abortListeners } from '../../support/open-handles.ts'
import { contractTests } from '../../support/contract-tests.ts'

const address = (own: string) => ({
  address: own,
  netmask: '255.255.255.0',
  family: 'IPv4' as const,
  mac: '00:00:5e:00:53:00',
  internal: false,
  cidr: null,
})
const row = (host: string, flags: string): string => `${host}  0x1  ${flags}  00:00:5e:00:53:01  *  eth0\n`
const interfaces = { eth0: [address('192.0.2.5')] }

contractTests(
  'arpPing',
  discovererContract(() => ({
    discoverer: arpPing({ neighbours: createNeighbours({ interfaces, read: () => '' }) }),
  })),
)

/** A host on the link: dialling it makes the system ask by ARP, which is answered at that time, or never. */
async function ping(answeredAt: number, found: 'closed' | 'filtered' = 'filtered') {
  const clock = manualClock()
  const dials: number[] = []
  let table = ''
  const hears = (): boolean => answeredAt - clock.now() < 3_000
  const network = memoryNetwork({
    clock,
    latency: () => (hears() ? 30 : 3_070),
    ports() {
      dials.push(clock.now())
      table = row('192.0.2.7', '0x0')
      if (!hears()) return { code: 'EHOSTUNREACH', syscall: 'connect' }
      clock.after(answeredAt - clock.now(), () => (table = row('192.0.2.7', '0x2')))
      return found
    },
  })
  const neighbours = createNeighbours({ interfaces, read: () => table, clock })
  const { tools, abort } = discoverWorld({}, { connector: network.connector, clock })
  const discovery = await clock.runUntilIdle(arpPing({ neighbours }).discover(hostAt('192.0.2.7'), tools))
  expect(network).toMatchObject({ open: 0, dialling: 0 })
  expect(abortListeners(abort.signal)).toBe(0)
  return { discovery, dials, time: clock.now() }
}

test('who answers ARP is up, though its ports are silent, as soon as the table says so', async () => {
  const { discovery, dials, time } = await ping(1_010)
  expect(discovery).toEqual({ status: 'up', reason: 'neighbour' })
  expect(dials).toEqual([0])
  expect(time).toBeLessThanOrEqual(1_110)
})

test('a refusal is an answer too', async () => {
  expect((await ping(0, 'closed')).discovery).toEqual({ status: 'up', reason: 'conn-refused', rtt: 30 })
})

test('who answers only in the second round is up: three answers were lost', async () => {
  const { discovery, dials } = await ping(5_000)
  expect(discovery.status).toBe('up')
  expect(dials).toHaveLength(2)
})

test('who answers neither round is down', async () => {
  const { discovery, dials, time } = await ping(Infinity)
  expect(discovery).toEqual({ status: 'down', reason: 'no-neighbour' })
  expect([dials.length, time]).toEqual([2, 6_140])
})

test('who is in the table is up, and nothing is sent', async () => {
  const { network, clock, tools } = discoverWorld({})
  const neighbours = createNeighbours({ interfaces, read: () => row('192.0.2.1', '0x2'), clock })
  const found = await arpPing({ neighbours }).discover(hostAt('192.0.2.1'), tools)
  expect([found, network.dials]).toEqual([{ status: 'up', reason: 'neighbour' }, 0])
})

test.each(['198.51.100.1', '2001:db8::1'])(
  '%s is not on the link: unknown, and nothing is sent',
  async (host) => {
    const { network, clock, tools } = discoverWorld({})
    const neighbours = createNeighbours({ interfaces, read: () => row(host, '0x2'), clock })
    expect(await arpPing({ neighbours }).discover(hostAt(host), tools)).toEqual({ status: 'unknown' })
    expect(network.dials).toBe(0)
  },
)

test.each<[string, Found]>([
  ['is silent', 'filtered'],
  ['is unreachable by a router’s word', { code: 'EHOSTUNREACH', syscall: 'connect' }],
])('a host that the table says nothing of and that %s is unknown', async (_what, found) => {
  const { clock, tools, network } = discoverWorld(() => found)
  const neighbours = createNeighbours({ interfaces, read: () => '', clock })
  const asked = arpPing({ neighbours }).discover(hostAt('192.0.2.1'), tools)
  expect(await clock.runUntilIdle(asked)).toEqual({ status: 'unknown' })
  expect(network).toMatchObject({ dials: 1, dialling: 0 })
})

test.each(['at once', 'later'])(
  'a connector that breaks %s is an error, and nothing goes on',
  async (when) => {
    const failure = new Error('a mistake of its own')
    const neighbours = createNeighbours({ interfaces, read: () => '' })
    const { tools, clock, abort } = discoverWorld(
      {},
      {
        connector: () => {
          if (when === 'at once') throw failure
          return Promise.reject(failure)
        },
      },
    )
    const found = arpPing({ neighbours }).discover(hostAt('192.0.2.7'), tools)
    const told = expect(found).rejects.toBe(failure)
    await clock.advance(1_000)
    await told
    expect([clock.waiting, abortListeners(abort.signal)]).toEqual([0, 0])
  },
)
