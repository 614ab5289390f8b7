import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parsePorts } from '../../../../../src/index.ts'
import type { ScanRequest } from '../../../../../src/integrations/server/model.ts'
import { shareOf } from '../../../../../src/integrations/server/work/shard-share.ts'
import { storedScan } from '../../../../support/memory-shards.ts'

function endpoints(request: Partial<ScanRequest>, shards: number, seed = 7): string[] {
  const scan = storedScan(request, { shards, seed })
  return Array.from({ length: shards }, (_, index) => shareOf(scan, index)).flatMap(
    ({ hosts, ports, shard }) => {
      expect(shard).toBeUndefined()
      if (ports === '') return []
      const { tcp, udp = [] } = parsePorts(ports)
      return hosts.flatMap((host) => [
        ...[...tcp].map((port) => `${host} T${port}`),
        ...[...udp].map((port) => `${host} U${port}`),
      ])
    },
  )
}

test('addresses that the library scans are shared out by its own permutation', () => {
  const scan = storedScan(
    { hosts: ['192.0.2.1', '2001:db8::1'], backends: ['native', 'connect'] },
    { shards: 3 },
  )
  expect(shareOf(scan, 2)).toEqual({
    hosts: scan.request.hosts,
    ports: '1-10',
    shard: { index: 2, count: 3 },
    scanned: '1-10',
  })
})

test('one shard is the whole', () => {
  const scan = storedScan({ hosts: ['www.example'], ports: '22,53', udp: true, backends: ['nmap'] })
  expect(shareOf(scan, 0)).toEqual({
    hosts: ['www.example'],
    ports: '22,53,U:22,53',
    scanned: '22,53,U:22,53',
  })
})

test('names and programs: all shards together are the whole, and nothing is scanned twice', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 64 }),
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 9 }),
      fc.nat(),
      fc.boolean(),
      (shards, ports, count, seed, udp) => {
        const hosts = Array.from({ length: count }, (_, at) => `h${at}.example`)
        const got = endpoints({ hosts, ports: `1-${ports}`, udp }, shards, seed)
        expect(new Set(got).size).toBe(got.length)
        expect(got.length).toBe(count * ports * (udp ? 2 : 1))
      },
    ),
  )
})

test('every shard knows all ports of the scan', () => {
  const scan = storedScan({ hosts: ['www.example'], ports: '1-100' }, { shards: 4 })
  expect(shareOf(scan, 1).scanned).toBe('1-100')
  expect(parsePorts(shareOf(scan, 1).ports).tcp.length).toBe(25)
})
