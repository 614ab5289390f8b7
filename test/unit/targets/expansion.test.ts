import { describe, expect, test } from 'vitest'
import { collect } from '../../../src/flow/collect.ts'
import type { Notice } from '../../../src/model/event.ts'
import type { Host, ResolvedHost } from '../../../src/model/host.ts'
import type { TargetInput } from '../../../src/model/target.ts'
import { formatIPv4 } from '../../../src/net/address.ts'
import { expandTargets, type ExpandTargetsOptions } from '../../../src/targets/expand-targets.ts'
import { parseAddressSet } from '../../../src/targets/parse-address-set.ts'
import { formatPorts } from '../../../src/model/format-ports.ts'

const SEQUENTIAL = { order: 'sequential' } as const

function expand(inputs: readonly TargetInput[], options: ExpandTargetsOptions = SEQUENTIAL, limit?: number) {
  return collect(expandTargets(options)(inputs), limit)
}

async function addresses(inputs: readonly TargetInput[], options?: ExpandTargetsOptions): Promise<string[]> {
  return (await expand(inputs, options)).filter((item) => item.kind === 'address').map((host) => host.address)
}

function notices(items: readonly (Host | Notice)[]): string[] {
  return items
    .filter((item) => item.kind === 'skipped' || item.kind === 'warning')
    .map((item) => (item.kind === 'skipped' ? `${item.reason} ${item.target}` : item.code))
}

describe('Expansion', () => {
  test('gives hosts with the target as written, family, ordinal, ports and tag', async () => {
    const items = await expand([
      '192.0.2.0/31',
      { host: '2001:DB8::1', ports: '22', tag: 'lab' },
      'Host.example/28:80',
    ])
    expect(items).toEqual([
      { kind: 'address', target: '192.0.2.0/31', address: '192.0.2.0', family: 4, ordinal: 0 },
      { kind: 'address', target: '192.0.2.0/31', address: '192.0.2.1', family: 4, ordinal: 1 },
      {
        kind: 'address',
        target: '2001:DB8::1',
        address: '2001:db8::1',
        family: 6,
        ordinal: 2,
        ports: { tcp: Uint16Array.of(22) },
        tag: 'lab',
      },
      {
        kind: 'name',
        target: 'Host.example/28:80',
        name: 'host.example',
        prefix: 28,
        ordinal: 3,
        ports: { tcp: Uint16Array.of(80) },
      },
    ])
  })

  test('hosts with equal ports share one set', async () => {
    const items = (await expand(['192.0.2.1:22,80', '192.0.2.2:80,22'])) as ResolvedHost[]
    expect(items[0]!.ports).toBe(items[1]!.ports)
  })

  test('a random order has the same addresses, the same again for the same seed', async () => {
    const [one, again, other] = await Promise.all(
      [1, 1, 2].map((seed) => addresses(['198.51.100.0/24'], { seed })),
    )
    expect(one).toEqual(again)
    expect(one).not.toEqual(other)
    expect([...one!].sort()).toEqual((await addresses(['198.51.100.0/24'])).sort())
    expect(one).not.toEqual(await addresses(['198.51.100.0/24']))
  })

  test('two targets of one size are not permuted alike', async () => {
    const all = await addresses(['198.51.100.0/24', '203.0.113.0/24'], { seed: 1 })
    const last = (list: string[]): string[] => list.map((address) => address.split('.')[3]!)
    expect(last(all.slice(0, 256))).not.toEqual(last(all.slice(256)))
  })

  test('IPv6 beyond 2^32 addresses is permuted piece by piece', async () => {
    const items = await expand(['2001:db8::/64'], { seed: 3, allowHuge: true }, 2000)
    const values = items.map((item) => (item as ResolvedHost).address)
    expect(new Set(values).size).toBe(2000)
    expect(values.every((address) => address.startsWith('2001:db8::'))).toBe(true)
  })

  test('exclusions win; one notice where nothing is left', async () => {
    const exclude = parseAddressSet('192.0.2.1-2 198.51.100.0/24 2001:db8::/32')
    const options = { ...SEQUENTIAL, exclude }
    expect(await addresses(['192.0.2.0/30'], options)).toEqual(['192.0.2.0', '192.0.2.3'])
    const items = await expand(
      ['192.0.2.2', '198.51.100.7-9', '2001:db8::1', '::ffff:192.0.2.1', '192.0.2.0/30'],
      options,
    )
    expect(notices(items)).toEqual([
      'excluded 192.0.2.2',
      'excluded 198.51.100.7-9',
      'excluded 2001:db8::1',
      'excluded ::ffff:192.0.2.1',
    ])
    expect(items[0]).toMatchObject({ address: '192.0.2.2' })
  })

  test('what no connection can reach is out of scope', async () => {
    const items = await expand([
      '0.0.0.0',
      '255.255.255.255',
      '::',
      'ff02::1',
      '239.0.0.1',
      '223.255.255.254-224.0.0.1',
      '::/127',
    ])
    expect(notices(items)).toEqual([
      'out-of-scope 0.0.0.0',
      'out-of-scope 255.255.255.255',
      'out-of-scope ::',
      'out-of-scope ff02::1',
      'out-of-scope 239.0.0.1',
      'out-of-scope 223.255.255.254-224.0.0.1',
      'out-of-scope ::/127',
    ])
    const hosts = items.filter((item) => item.kind === 'address').map((host) => host.address)
    expect(hosts).toEqual(['223.255.255.254', '223.255.255.255', '::1'])
  })

  test('overlaps are given once, but for other ports or another zone', async () => {
    const inputs = [
      '192.0.2.0/30',
      '192.0.2.2',
      '192.0.2.0/29',
      '192.0.2.2:22',
      '192.0.2.2:22',
      'a.example',
      'A.example',
      'a.example:22',
    ]
    const items = (await expand(inputs)) as Host[]
    const shown = items.map(
      (host) =>
        `${host.kind === 'name' ? host.name : host.address}${host.ports ? `:${formatPorts(host.ports)}` : ''}`,
    )
    expect(shown).toEqual([
      ...[0, 1, 2, 3, 4, 5, 6, 7].map((last) => `192.0.2.${last}`),
      '192.0.2.2:22',
      'a.example',
      'a.example:22',
    ])
    expect(items.map((host) => host.ordinal)).toEqual([...items.keys()])
    expect(await addresses(['fe80::1%a', 'fe80::1%b', 'fe80::1%a'])).toEqual(['fe80::1%a', 'fe80::1%b'])
  })

  test('after 65,536 separate targets overlaps go unchecked, with one warning', async () => {
    const inputs = Array.from({ length: 66_000 }, (_, at) => formatIPv4(0x0a000000 + at * 2))
    const items = await expand([...inputs, inputs[0]!, inputs[65_999]!])
    expect(notices(items)).toEqual(['overlap-unchecked'])
    expect(items.filter((item) => item.kind === 'address')).toHaveLength(66_001)
  })

  test('an item that cannot be read is skipped, the rest goes on', async () => {
    const items = await expand([
      '192.0.2.1',
      '10.0.0.300',
      null as unknown as string,
      { host: '@file' },
      '0.0.0.0/0',
      '192.0.2.2',
    ])
    expect(notices(items)).toEqual([
      'invalid 10.0.0.300',
      'invalid object',
      'invalid @file',
      'invalid 0.0.0.0/0',
    ])
    expect(items[1]).toMatchObject({ error: { code: 'ERR_TARGET', input: '10.0.0.300', position: 7 } })
    expect(items.filter((item) => item.kind === 'address').map((host) => host.ordinal)).toEqual([0, 1])
  })
})
