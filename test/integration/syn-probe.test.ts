import { execFile, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { outcomeOfIcmp } from '../../src/net/outcome.ts'
import { rawHere } from '../support/raw-here.ts'

// Raw SYNs against networks of this test's own, where the truth is known, beside connections to the same.

interface Seen {
  readonly bySyn: Readonly<Record<string, string>>
  readonly byConnect: Readonly<Record<string, string>>
  readonly acceptedBySyn: number
}

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const responder = here('../../bench/netlab/icmp-responder.py')
const LOOPBACK = ['127.0.0.1', '::1']
const FIREWALL = `
  ip link set lo up
  ip route add unreachable 203.0.113.1
  ip route add prohibit 203.0.113.2
  ip route add unreachable 2001:db8::1
  nft -f - <<'NFT'
  table inet own {
    chain in {
      type filter hook input priority 0;
      tcp flags & (syn | ack) == syn tcp dport { 940, 40000-53000 } drop
      tcp flags & (syn | ack) == syn tcp dport 951 reject with icmpx type admin-prohibited
      tcp flags & (syn | ack) == syn tcp dport 952 reject with icmpx type port-unreachable
      tcp flags & (syn | ack) == syn tcp dport 953 reject with icmpx type host-unreachable
      tcp flags & (syn | ack) == syn tcp dport 954 reject with icmpx type no-route
      tcp flags & (syn | ack) == syn tcp dport 955 reject with tcp reset
    }
    chain out {
      type filter hook output priority 0;
      tcp dport 960 drop
    }
  }
NFT
`
/** A fifth of what comes is lost: more than a third of the tries. */
const LOSSY = `
  ip link set lo up
  nft -f - <<'NFT'
  table inet own {
    chain in {
      type filter hook input priority 0;
      meta l4proto tcp numgen random mod 100 < 20 drop
    }
  }
NFT
`
const missing = whyNot()

describe.skipIf(missing !== '')(`${missing}raw SYNs`, () => {
  test(
    'open, closed, dropped and rejected, as connections see them or better',
    { timeout: 60_000 },
    async () => {
      const { bySyn, byConnect, acceptedBySyn } = await inNetwork(FIREWALL, {
        targets: LOOPBACK,
        ports: '80,82,940,951-955,960',
        listen: [80],
      })
      const rows = (seen: Readonly<Record<string, string>>): unknown =>
        Object.fromEntries(LOOPBACK.map((address) => [address, rowsOf(seen, address)]))
      const syn = {
        80: 'open syn-ack',
        82: 'closed reset',
        940: 'filtered no-response',
        951: 'filtered admin-prohibited',
        952: 'closed port-unreach',
        953: 'filtered host-unreach',
        954: 'filtered net-unreach',
        955: 'closed reset',
        // Nothing was sent: a raw socket is told so, and a connection is not.
        960: 'unknown local-policy',
      }
      expect(rows(bySyn)).toEqual({ '127.0.0.1': syn, '::1': syn })
      // Over IPv4 the system folds "prohibited" into "unreachable", and "port unreachable" into a reset. (Over IPv6 a
      // dial on loopback does not hear of messages that come back before it is done.)
      const folded = {
        ...syn,
        82: 'closed conn-refused',
        951: 'filtered host-unreach',
        952: 'closed conn-refused',
        955: 'closed conn-refused',
        960: 'filtered no-response',
      }
      expect(rowsOf(byConnect, '127.0.0.1')).toEqual(folded)
      expect(acceptedBySyn).toBe(0)
    },
  )

  test.each([
    [4, '127.0.0.1', [3, 4, 11, 12]],
    [6, '::1', [1, 2, 3, 4]],
  ] as const)('every message of ICMP, family %i', { timeout: 60_000 }, async (family, address, types) => {
    const codes = types.flatMap((type) => Array.from({ length: 17 }, (_, code) => [type, code] as const))
    const portOf = (type: number, code: number): number => 40_000 + 100 * type + code
    const ports = codes.map(([type, code]) => portOf(type, code)).join()
    const { bySyn } = await inNetwork(FIREWALL, { targets: [address], ports, responder })
    const expected = codes.map(([type, code]) => {
      const { state, reason } = outcomeOfIcmp(family, type, code) ?? {
        state: 'filtered',
        reason: 'no-response',
      }
      return [portOf(type, code), `${state} ${reason}`]
    })
    expect(rowsOf(bySyn, address)).toEqual(Object.fromEntries(expected))
  })

  test('no way there: nothing is sent, and the host is skipped', { timeout: 60_000 }, async () => {
    const targets = ['203.0.113.1', '203.0.113.2', '2001:db8::1', '192.0.2.1', '2001:db8:1::1']
    const { bySyn, byConnect } = await inNetwork(FIREWALL, { targets, ports: '80' })
    expect(bySyn).toEqual(Object.fromEntries(targets.map((target) => [target, 'skipped no-route'])))
    expect(byConnect).toEqual(bySyn)
  })

  test('where much is lost, the same as connections see', { timeout: 60_000 }, async () => {
    const open = [1, 80, 99, 250, 400, 500]
    const { bySyn, byConnect } = await inNetwork(LOSSY, {
      targets: LOOPBACK,
      ports: '1-500',
      listen: open,
      timing: 'normal',
    })
    for (const address of LOOPBACK) {
      const [syn, connect] = [rowsOf(bySyn, address), rowsOf(byConnect, address)]
      expect(Object.keys(syn)).toHaveLength(500)
      const odd = Object.keys(syn).filter((port) => syn[port]!.split(' ')[0] !== connect[port]!.split(' ')[0])
      // All tries of a port may be lost, though hardly ever: then it is silent, and nothing else.
      expect(odd.length).toBeLessThanOrEqual(2)
      for (const port of odd) expect([syn[port], connect[port]]).toContain('filtered no-response')
    }
  })

  test(
    'all ports of loopback, its own among them: no false open, none missed',
    { timeout: 120_000 },
    async () => {
      const listen = [1, 80, 8_080, 65_535]
      const { bySyn } = await inNetwork('ip link set lo up', {
        targets: ['127.0.0.1'],
        ports: '1-65535',
        listen,
      })
      const rows = Object.entries(rowsOf(bySyn, '127.0.0.1'))
      expect(rows).toHaveLength(65_535)
      expect(rows.filter(([, seen]) => seen !== 'closed reset')).toEqual(
        listen.map((port) => [`${port}`, 'open syn-ack']),
      )
    },
  )
})

function rowsOf(seen: Readonly<Record<string, string>>, address: string): Record<string, string> {
  const rows = Object.entries(seen).flatMap(([key, said]): (readonly [string, string])[] => {
    const [of, port] = key.split(' ')
    return of === address && port !== undefined ? [[port, said]] : []
  })
  return Object.fromEntries(rows)
}

async function inNetwork(setup: string, told: unknown): Promise<Seen> {
  const libraries = ['index', 'native/index'].map(
    (name) => new URL(`../../dist/${name}.js`, import.meta.url).href,
  )
  const program = [process.execPath, here('syn-scans.mjs'), ...libraries, JSON.stringify(told)]
  const argv = ['-n', 'sh', '-ec', `${setup}\nexec "$0" "$@"`, ...program]
  const { stdout } = await promisify(execFile)('unshare', argv, { timeout: 110_000, maxBuffer: 2 ** 26 })
  return JSON.parse(stdout) as Seen
}

function whyNot(): string {
  const why = (lack: string): string => `skipped: ${lack}: `
  if (!rawHere) return why('raw sockets cannot be used')
  if (spawnSync('python3', ['-V']).status !== 0) return why('there is no python3')
  const { status, stderr, error } = spawnSync('unshare', ['-n', 'sh', '-ec', FIREWALL], { encoding: 'utf8' })
  if (status === 0) return ''
  const said = error?.message ?? stderr.trim().split('\n').at(-1) ?? ''
  return why(`no network of its own with a firewall (ip, nft) and IPv6 can be made here (${said})`)
}
