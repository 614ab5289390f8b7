import { execFileSync, spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

// What the system says of each trouble is provoked in a network of this test's own, which ends with its process.

interface Row {
  readonly state: string
  readonly reason: string
  readonly errorCode?: string
}

const SETUP = `
  ip link set lo up
  ip route add unreachable 198.51.100.1
  ip route add prohibit 198.51.100.2
  ip route add blackhole 198.51.100.3
`
const REJECTS: readonly (readonly [
  port: number,
  how: string,
  state: string,
  reason: string,
  code: string,
])[] = [
  [1001, 'icmp type net-unreachable', 'filtered', 'net-unreach', 'ENETUNREACH'],
  [1002, 'icmp type host-unreachable', 'filtered', 'host-unreach', 'EHOSTUNREACH'],
  [1003, 'icmp type prot-unreachable', 'filtered', 'proto-unreach', 'ENOPROTOOPT'],
  [1004, 'icmp type port-unreachable', 'closed', 'conn-refused', 'ECONNREFUSED'],
  [1005, 'icmp type net-prohibited', 'filtered', 'net-unreach', 'ENETUNREACH'],
  [1006, 'icmp type host-prohibited', 'filtered', 'host-unreach', 'EHOSTUNREACH'],
  [1007, 'icmp type admin-prohibited', 'filtered', 'host-unreach', 'EHOSTUNREACH'],
  [1008, 'tcp reset', 'closed', 'conn-refused', 'ECONNREFUSED'],
]
const FIREWALL = `
  nft add table ip t
  nft add chain ip t in '{ type filter hook input priority 0; }'
  ${REJECTS.map(([port, how]) => `nft add rule ip t in tcp dport ${String(port)} reject with ${how}`).join('\n')}
`
const NODE = 'exec "$0" --input-type=module -e "$1"'

const probe = spawnSync('unshare', ['-n', 'sh', '-ec', SETUP])
const allowed = probe.status === 0
const filters = allowed && spawnSync('unshare', ['-n', 'sh', '-ec', FIREWALL]).status === 0

/** Runs a program with `scan` in a network of its own; what it prints is JSON. */
function inNetwork(setup: string, program: string): unknown {
  const index = JSON.stringify(new URL('../../dist/index.js', import.meta.url).href)
  const script = `const { scan } = await import(${index}); ${program}`
  const out = execFileSync('unshare', ['-n', 'sh', '-ec', `${setup}\n${NODE}`, process.execPath, script])
  return JSON.parse(out.toString())
}

const noNetwork = allowed ? '' : 'skipped: no network of its own is permitted here: '

test.skipIf(!allowed)(`${noNetwork}a host that there is no way to is skipped, and nothing was sent`, () => {
  const events = inNetwork(
    SETUP,
    `const events = []
    for await (const event of scan(
      ['198.51.100.1', '198.51.100.2', '198.51.100.3', '203.0.113.1', '2001:db8::1', '127.0.0.1'],
      { ports: '1-50', states: 'all' },
    ).events()) if (event.kind !== 'port') events.push(event)
    console.log(JSON.stringify(events))`,
  ) as { kind: string; status?: string; address: string; reason?: string; unprobed?: number }[]
  const skipped = events.filter(({ kind }) => kind === 'skipped')
  expect(skipped.map(({ address, reason }) => [address, reason]).sort()).toEqual([
    ['198.51.100.1', 'no-route'],
    ['198.51.100.2', 'no-route'],
    ['198.51.100.3', 'no-route'],
    ['2001:db8::1', 'no-route'],
    ['203.0.113.1', 'no-route'],
  ])
  for (const { address, unprobed } of events.filter(({ status }) => status === 'finished'))
    expect(unprobed).toBe(address === '127.0.0.1' ? 0 : 50)
})

test.skipIf(!filters)(
  `${filters ? '' : 'skipped: no firewall (nft) of its own is permitted here: '}what a firewall rejects, by each of its ways`,
  () => {
    const results = inNetwork(
      SETUP + FIREWALL,
      `const results = []
      for await (const result of scan('127.0.0.1', { ports: '1001-1008', states: 'all' })) results.push(result)
      console.log(JSON.stringify(results))`,
    ) as (Row & { port: number })[]
    const rows = results.map(({ port, state, reason, errorCode }) => [port, state, reason, errorCode])
    expect(rows.sort()).toEqual(REJECTS.map(([port, , state, reason, code]) => [port, state, reason, code]))
  },
)

test.skipIf(!allowed)(`${noNetwork}a dial that can only meet itself is never open`, () => {
  const report = inNetwork(
    `${SETUP}\necho 40000 40000 > /proc/sys/net/ipv4/ip_local_port_range`,
    `const report = await scan('127.0.0.1', { ports: '40000', states: 'all' }).report()
    console.log(JSON.stringify(report))`,
  ) as { hosts: { ports: Row[]; unprobed: number }[] }
  expect(report.hosts[0]).toMatchObject({ ports: [], unprobed: 1 })
})

test.skipIf(!allowed)(
  `${noNetwork}where IPv6 is switched off, its hosts are skipped and the others scanned`,
  () => {
    const report = inNetwork(
      `${SETUP}\necho 1 > /proc/sys/net/ipv6/conf/all/disable_ipv6`,
      `const report = await scan(['::1', '127.0.0.1'], { ports: '1-5', states: 'all' }).report()
    console.log(JSON.stringify(report))`,
    ) as { hosts: { address: string; unprobed: number }[]; skipped: { address: string; reason: string }[] }
    expect(report.skipped).toMatchObject([{ address: '::1', reason: 'no-route' }])
    expect(report.hosts.find(({ address }) => address === '127.0.0.1')).toMatchObject({ unprobed: 0 })
  },
)
