import { execFileSync, spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { tcpPing } from '../../src/discover/tcp-ping.ts'
import { systemClock } from '../../src/model/clock.ts'
import { tcpConnector } from '../../src/net/tcp-connector.ts'
import { abortListeners, backTo, openHandles } from '../support/open-handles.ts'

// Networks of this test's own, with one more machine on two links, which end with their processes. Of that machine
// 192.0.2.3 and 2001:db8::3 drop all that comes, pings too, and 198.51.100.7 is behind the other link.
const MAC = '00:00:5e:00:53:01'
const OTHER_MAC = '00:00:5e:00:53:02'
const SETUP = `
  unshare -n sleep 120 & other=$!
  trap 'kill "$other"' EXIT
  while [ "$(readlink /proc/$other/ns/net)" = "$(readlink /proc/self/ns/net)" ]; do sleep 0.01; done
  ip link set lo up
  ip link add near type veth peer name far address ${MAC}
  ip link set far netns "$other"
  ip addr add 192.0.2.1/24 dev near
  ip -6 addr add 2001:db8::1/112 dev near nodad
  ip link set near up
  ip link add near2 type veth peer name far2 address ${OTHER_MAC}
  ip link set far2 netns "$other"
  ip addr add 198.51.100.1/24 dev near2
  ip link set near2 up
  nsenter -t "$other" -n sh -ec '
    ip link set lo up
    ip addr add 192.0.2.2/24 dev far
    ip addr add 192.0.2.3/24 dev far
    ip -6 addr add 2001:db8::2/112 dev far nodad
    ip -6 addr add 2001:db8::3/112 dev far nodad
    ip link set far up
    ip addr add 198.51.100.7/24 dev far2
    ip link set far2 up
    nft add table inet t
    nft add chain inet t in "{ type filter hook input priority 0; }"
    nft add rule inet t in ip daddr 192.0.2.3 drop
    nft add rule inet t in ip6 daddr 2001:db8::3 icmpv6 type echo-request drop
    nft add rule inet t in ip6 daddr 2001:db8::3 meta l4proto tcp drop
  '
`

const allowed = spawnSync('unshare', ['-n', 'sh', '-ec', SETUP]).status === 0
const noNetwork = allowed ? '' : 'skipped: no network of its own with a second machine is permitted here: '

/** Takes the right to raw sockets from what follows; and lets the group ping, or not. */
const PLAIN = 'setpriv --bounding-set -net_raw,-net_admin --inh-caps -net_raw,-net_admin'
const mayDrop = spawnSync('sh', ['-c', `${PLAIN} true`]).status === 0
const noPlain = mayDrop ? noNetwork : 'skipped: no rights can be dropped here, which takes setpriv: '
const PINGS = 'echo 0 0 > /proc/sys/net/ipv4/ping_group_range'
const NO_PINGS = 'echo 1 0 > /proc/sys/net/ipv4/ping_group_range'

const built = (path: string): string => JSON.stringify(new URL(`../../dist/${path}`, import.meta.url).href)

/** Runs a program with the library in that network; what it prints is JSON. `before`: commands, the last of which runs it. */
function inNetwork(program: string, before: readonly string[] = ['']): unknown {
  const script = `
    const { scan, tcpPing } = await import(${built('index.js')})
    const native = await import(${built('native/index.js')})
    ${program}`
  const command = `${SETUP}\n${before.join('\n')} "$0" --input-type=module -e "$1"`
  return JSON.parse(
    execFileSync('unshare', ['-n', 'sh', '-ec', command, process.execPath, script]).toString(),
  )
}

interface Event {
  readonly kind: string
  readonly status?: string
  readonly address: string
  readonly reason?: string
  readonly mac?: string
  readonly vendor?: string
  readonly counts?: object
}

describe('on the own network', () => {
  test.skipIf(!allowed)(
    `${noNetwork}who has no answer to ARP is down, who only keeps silent is up, and both are told with their address`,
    { timeout: 60_000 },
    () => expectNear(eventsOf('192.0.2.1-16')),
  )

  test.skipIf(!allowed || !mayDrop)(
    `${noPlain}so too without any rights, by the system's table`,
    { timeout: 60_000 },
    () => expectNear(eventsOf('192.0.2.1-16', [NO_PINGS, PLAIN])),
  )

  test.skipIf(!allowed)(
    `${noNetwork}IPv6 hosts are found by neighbour discovery, and told with their address`,
    { timeout: 60_000 },
    () => {
      const events = eventsOf('2001:db8::/124')
      expect(hosts(events, 'down').map(({ reason }) => reason)).toEqual(Array(13).fill('no-neighbour'))
      expect(hosts(events, 'up')).toMatchObject([
        { address: '2001:db8::1' },
        { address: '2001:db8::2', reason: 'neighbour', mac: MAC },
        { address: '2001:db8::3', reason: 'neighbour', mac: MAC },
      ])
      const finished = hosts(events, 'finished')
      expect(finished.map(({ mac }) => mac)).toEqual([undefined, MAC, MAC])
      expect(finished[2]?.vendor).toMatch(/ICANN|IANA/)
    },
  )

  test.skipIf(!allowed)(
    `${noNetwork}a single port is no reason not to look for hosts there`,
    { timeout: 60_000 },
    () => {
      const downs = inNetwork(`
        let downs = 0
        for await (const event of scan('192.0.2.0/28', { ports: '22', discovery: 'auto', timeout: 500 }).events())
          if (event.kind === 'host' && event.status === 'down') downs++
        console.log(JSON.stringify(downs))`)
      expect(downs).toBe(13)
    },
  )

  test.skipIf(!allowed)(
    `${noNetwork}each discoverer tells what it may, on the link that a host is on`,
    { timeout: 60_000 },
    () => {
      expect(
        found(
          ['192.0.2.2', '192.0.2.3', '192.0.2.4', '198.51.100.7', '198.51.100.8', '203.0.113.1'],
          'arpPing',
        ),
      ).toEqual([
        `up neighbour ${MAC}`,
        `up neighbour ${MAC}`,
        'down no-neighbour',
        `up neighbour ${OTHER_MAC}`,
        'down no-neighbour',
        'unknown',
      ])
      expect(found(['2001:db8::2', '2001:db8::3', '2001:db8::4', '192.0.2.2'], 'ndPing')).toEqual([
        `up neighbour ${MAC}`,
        `up neighbour ${MAC}`,
        'down no-neighbour',
        'unknown',
      ])
      const pinged = ['up echo-reply', 'silent no-response', 'up echo-reply', 'silent no-response', 'unknown']
      const addresses = ['192.0.2.2', '192.0.2.3', '2001:db8::2', '2001:db8::3', '203.0.113.1']
      expect(found(addresses, 'icmpPing', [NO_PINGS, ''])).toEqual(pinged)
      if (mayDrop) expect(found(addresses, 'icmpPing', [PINGS, PLAIN])).toEqual(pinged)
    },
  )

  test.skipIf(!allowed || !mayDrop)(
    `${noPlain}who may not is told by which right it would be`,
    { timeout: 60_000 },
    () => {
      const said = inNetwork(
        `const said = []
         for (const discovery of [native.arpPing(), native.ndPing(), native.icmpPing()]) {
           try {
             for await (const port of scan('192.0.2.2', { ports: '22', discovery: [discovery] })) said.push(port)
             said.push('nothing thrown')
           } catch (error) { said.push([error.code, error.message]) }
         }
         console.log(JSON.stringify(said))`,
        [NO_PINGS, PLAIN],
      ) as [string, string][]
      for (const [code, message] of said)
        expect([code, message]).toMatchObject(['ERR_OPTION', expect.stringMatching(/CAP_NET_RAW/)])
      expect(said[2]?.[1]).toContain('ping_group_range="0 2147483647"; it is "1 0"')
    },
  )

  test.skipIf(!allowed)(
    `${noNetwork}nothing is sent to whom the policy forbids, and no faster than the rate`,
    { timeout: 60_000 },
    () => {
      const { asked, took } = inNetwork(`
        const { execFileSync } = await import('node:child_process')
        const nft = (...rule) => execFileSync('nft', rule)
        nft('add table netdev n')
        const count = (address) => JSON.parse(execFileSync('nft', ['-j', 'list', 'counter', 'netdev', 'n', address])).nftables.at(-1).counter.packets
        nft('add chain netdev n out { type filter hook egress device near priority 0; }')
        for (const [name, octet] of [['denied', 9], ['excluded', 10], ['wanted', 11]]) {
          nft('add counter netdev n ' + name)
          nft('add rule netdev n out arp daddr ip 192.0.2.' + octet + ' counter name ' + name)
        }
        const options = { ports: '1-20', deny: '192.0.2.9', exclude: '192.0.2.10', rate: 20, discovery: [native.arpPing({ timeout: 50 })] }
        const start = performance.now()
        for await (const port of scan(['192.0.2.2', '192.0.2.8-12'], options));
        const asked = ['denied', 'excluded', 'wanted'].map(count)
        console.log(JSON.stringify({ asked, took: performance.now() - start }))`) as {
        asked: number[]
        took: number
      }
      expect(asked).toEqual([0, 0, 6])
      // Three hosts that are not there, six questions each, 20 in a second.
      expect(took).toBeGreaterThan(800)
    },
  )

  test.skipIf(!allowed)(
    `${noNetwork}a scan that is left or aborted keeps no socket`,
    { timeout: 60_000 },
    () => {
      const open = inNetwork(`
        const { readdirSync, readlinkSync } = await import('node:fs')
        const sockets = () => readdirSync('/proc/self/fd').filter((fd) => { try { return readlinkSync('/proc/self/fd/' + fd).startsWith('socket:') } catch { return false } }).length
        const before = sockets()
        for (const ms of [0, 5, 100, 400]) {
          const abort = new AbortController()
          setTimeout(() => abort.abort(), ms)
          try { for await (const port of scan('192.0.2.0/24', { ports: '1-20', discovery: 'auto', signal: abort.signal })); } catch {}
        }
        for await (const event of scan('192.0.2.0/24', { ports: '1-20', discovery: 'auto' }).events()) break
        await new Promise((resolve) => setTimeout(resolve, 50))
        console.log(JSON.stringify([before, sockets()]))`) as number[]
      expect(open[1]).toBe(open[0])
    },
  )

  function eventsOf(targets: string, before?: readonly string[]): Event[] {
    const program = `
        const events = []
        const options = { ports: '1-20', discovery: 'auto', timeout: 500, retries: 1 }
        for await (const event of scan('${targets}', options).events()) events.push(event)
        console.log(JSON.stringify(events))`
    return inNetwork(program, before) as Event[]
  }

  /** What one discoverer says of hosts. */
  function found(addresses: readonly string[], name: string, before?: readonly string[]): unknown {
    const program = `
        const { systemClock: clock } = await import(${built('index.js')})
        const { signal } = new AbortController()
        const ping = native.${name}()
        const leave = await ping.open()
        const found = await Promise.all(${JSON.stringify(addresses)}.map(async (address) => {
          const host = { kind: 'address', target: address, address, family: address.includes(':') ? 6 : 4, ordinal: 0 }
          const { status, reason = '', mac = '' } = await ping.discover(host, { turn: async () => true, signal, clock })
          return (status + ' ' + reason + ' ' + mac).trim()
        }))
        await leave()
        console.log(JSON.stringify(found))`
    return inNetwork(program, before)
  }

  const hosts = (events: readonly Event[], status: string): Event[] =>
    events
      .filter((event) => event.kind === 'host' && event.status === status)
      .sort((a, b) => (a.address < b.address ? -1 : 1))

  function expectNear(events: readonly Event[]): void {
    expect(hosts(events, 'down').map(({ reason }) => reason)).toEqual(Array(13).fill('no-neighbour'))
    expect(events.filter(({ reason }) => reason === 'host-down')).toHaveLength(13)
    const finished = hosts(events, 'finished')
    expect(finished).toMatchObject([
      { address: '192.0.2.1', counts: { closed: { 'conn-refused': 20 } } },
      { address: '192.0.2.2', counts: { closed: { 'conn-refused': 20 } }, mac: MAC },
      { address: '192.0.2.3', counts: { filtered: { 'no-response': 20 } }, mac: MAC },
    ])
    expect(finished[0]).not.toHaveProperty('mac')
    expect(finished[1]?.vendor).toMatch(/ICANN|IANA/)
    expect(hosts(events, 'up')).toMatchObject([
      { address: '192.0.2.1' },
      { address: '192.0.2.2', mac: MAC },
      { address: '192.0.2.3', reason: 'neighbour', mac: MAC },
    ])
  }

  test.skipIf(!allowed)(
    `${noNetwork}hardware addresses are told without discovery too`,
    { timeout: 60_000 },
    () => {
      const report = inNetwork(`
        const report = await scan(['192.0.2.2', '192.0.2.1'], { ports: '22,80' }).report()
        console.log(JSON.stringify(report))`) as { hosts: Event[] }
      expect(report.hosts.map(({ address, mac }) => [address, mac])).toEqual([
        ['192.0.2.1', undefined],
        ['192.0.2.2', MAC],
      ])
    },
  )
})

test('a ping of this machine: one refusal is enough, and nothing stays open', async () => {
  const before = openHandles()
  const abort = new AbortController()
  const turn = (): Promise<boolean> => Promise.resolve(true)
  const tools = { connector: tcpConnector(), turn, perHost: 8, clock: systemClock, signal: abort.signal }
  const host = { kind: 'address', target: 'x', address: '127.0.0.1', family: 4, ordinal: 0 } as const
  for (let round = 0; round < 20; round++) {
    const found = await tcpPing().discover(host, tools)
    expect(found.status).toBe('up')
    expect(found.rtt).toBeLessThan(1_000)
  }
  expect(abortListeners(abort.signal)).toBe(0)
  await backTo(before)
})
