import { expect, test } from 'vitest'
import { neighbourCheck } from '../../../src/discover/neighbour-check.ts'
import { createNeighbours } from '../../../src/net/neighbours.ts'
import { discovererContract } from '../../../src/testing/contracts/discoverer-contract.ts'
import { discoverWorld, hostAt } from './tools.ts'
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
  'neighbourCheck',
  discovererContract(() => ({
    discoverer: neighbourCheck({ neighbours: createNeighbours({ interfaces, read: () => '' }) }),
  })),
)

test.each([
  ['192.0.2.1', { status: 'up', reason: 'neighbour' }],
  ['192.0.2.2', { status: 'down', reason: 'no-neighbour' }],
  ['192.0.2.3', { status: 'unknown' }],
  ['198.51.100.1', { status: 'unknown' }],
  ['2001:db8::1', { status: 'unknown' }],
])('%s', async (host, expected) => {
  const { clock, tools } = discoverWorld({})
  const read = (): string => row('192.0.2.1', '0x2') + row('192.0.2.2', '0x0') + row('198.51.100.1', '0x2')
  const neighbours = createNeighbours({ interfaces, read, clock })
  expect(await neighbourCheck({ neighbours }).discover(hostAt(host), tools)).toEqual(expected)
})

test('what was read before is too old to say that nobody is there', async () => {
  const { clock, tools } = discoverWorld({})
  let table = ''
  const neighbours = createNeighbours({ interfaces, read: () => table, clock })
  neighbours.of('192.0.2.1')
  table = row('192.0.2.1', '0x2')
  const found = await clock.runUntilIdle(neighbourCheck({ neighbours }).discover(hostAt('192.0.2.1'), tools))
  expect(found.status).toBe('up')
  expect(clock.now()).toBe(10)
})
