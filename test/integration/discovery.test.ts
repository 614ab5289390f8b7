import { execFileSync, spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { tcpPing } from '../../src/discover/tcp-ping.ts'
import { systemClock } from '../../src/model/clock.ts'
import { tcpConnector } from '../../src/net/tcp-connector.ts'
import { abortListeners, backTo, openHandles } from '../support/open-handles.ts'

// A network of this test's own, with one more machine on its link, which end with their processes.
const MAC = '00:00:5e:00:53:01'
const SETUP = `
  unshare -n sleep 120 & other=$!
  trap 'kill "$other"' EXIT
  while [ "$(readlink /proc/$other/ns/net)" = "$(readlink /proc/self/ns/net)" ]; do sleep 0.01; done
  ip link set lo up
  ip link add near type veth peer name far address ${MAC}
  ip link set far netns "$other"
  ip addr add 192.0.2.1/24 dev near
  ip link set near up
  nsenter -t "$other" -n sh -ec '
    ip link set lo up
    ip addr add 192.0.2.2/24 dev far
    ip addr add 192.0.2.3/24 dev far
    ip link set far up
    nft add table ip t
    nft add chain ip t in "{ type filter hook input priority 0; }"
    nft add rule ip t in ip daddr 192.0.2.3 drop
  '
`

const allowed = spawnSync('unshare', ['-n', 'sh', '-ec', SETUP]).status === 0
const noNetwork = allowed ? '' : 'skipped: no network of its own with a second machine is permitted here: '

/** Runs a program with the library in that network; what it prints is JSON. */
function inNetwork(program: string): unknown {
  const index = JSON.stringify(new URL('../../dist/index.js', import.meta.url).href)
  const script = `const { scan, tcpPing } = await import(${index}); ${program}`
  const command = `${SETUP}\n"$0" --input-type=module -e "$1"`
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
    () => {
      const events = inNetwork(`
        const events = []
        const options = { ports: '1-20', discovery: 'auto', timeout: 500, retries: 1 }
        for await (const event of scan('192.0.2.1-16', options).events()) events.push(event)
        console.log(JSON.stringify(events))`) as Event[]
      const hosts = (status: string): Event[] =>
        events
          .filter((event) => event.kind === 'host' && event.status === status)
          .sort((a, b) => (a.address < b.address ? -1 : 1))
      expect(hosts('down').map(({ reason }) => reason)).toEqual(Array(13).fill('no-neighbour'))
      expect(events.filter(({ reason }) => reason === 'host-down')).toHaveLength(13)
      const finished = hosts('finished')
      expect(finished).toMatchObject([
        { address: '192.0.2.1', counts: { closed: { 'conn-refused': 20 } } },
        { address: '192.0.2.2', counts: { closed: { 'conn-refused': 20 } }, mac: MAC },
        { address: '192.0.2.3', counts: { filtered: { 'no-response': 20 } }, mac: MAC },
      ])
      expect(finished[0]).not.toHaveProperty('mac')
      expect(finished[1]?.vendor).toMatch(/ICANN|IANA/)
      expect(hosts('up')).toMatchObject([{ address: '192.0.2.1' }, { address: '192.0.2.2', mac: MAC }])
    },
  )

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
