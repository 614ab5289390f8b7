import { execFile, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, test } from 'vitest'
import type { DialFailure } from '../../src/net/connection.ts'
import { outcomeOf } from '../../src/net/outcome.ts'

// Every way in which Linux lets a connection fail, provoked in networks of this test's own, which end with their
// processes. What the connector said there is judged by the one table.

type Expected = readonly [code: string, state: string, reason: string]
type Case = readonly [name: string, dial: Dial, ...expected: Expected]

interface Dial {
  readonly address?: string
  readonly port?: number
  readonly timeout?: number
  readonly localAddress?: string
  readonly block?: number
}

interface Row extends DialFailure {
  readonly name: string
  readonly byKernel?: boolean
}

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const SETUP = `
  ip link set lo up
  ip link add near type veth peer name far
  ip addr add 198.51.100.129/25 dev near
  ip link set near up
  ip link set far up
  ip route add unreachable 203.0.113.1
  ip route add prohibit 203.0.113.2
  ip route add blackhole 203.0.113.3
  ip route add throw 203.0.113.4
  ip route add unreachable 2001:db8::1
  ip route add prohibit 2001:db8::2
  ip route add blackhole 2001:db8::3
  nft -f - <<'NFT'
  table inet own {
    chain in {
      type filter hook input priority 0;
      tcp flags & (syn | ack) == syn tcp dport { 940, 40000-53000 } drop
    }
    chain out {
      type filter hook output priority 0;
      tcp dport 950 drop
      tcp dport 951 reject with icmp type admin-prohibited
      tcp dport 952 reject with tcp reset
    }
  }
NFT
`
const NET: Expected = ['ENETUNREACH', 'filtered', 'net-unreach']
const HOST: Expected = ['EHOSTUNREACH', 'filtered', 'host-unreach']
const PROHIBITED: Expected = ['EACCES', 'filtered', 'admin-prohibited']
const PROTOCOL: Expected = ['EPROTO', 'filtered', 'dest-unreach']
const REFUSED: Expected = ['ECONNREFUSED', 'closed', 'conn-refused']
const SILENCE: Expected = ['ETIMEDOUT', 'filtered', 'no-response']
const noRoute = (code: string): Expected => [code, 'none', 'no-route']

/** By type and code: RFC 792, RFC 1122 and RFC 1812 for ICMP. */
const icmp: Readonly<Record<string, Expected>> = {
  '3/0 net unreachable': NET,
  '3/1 host unreachable': HOST,
  '3/2 protocol unreachable': ['ENOPROTOOPT', 'filtered', 'proto-unreach'],
  '3/3 port unreachable': REFUSED,
  '3/4 fragmentation needed': SILENCE,
  '3/5 source route failed': ['ENOTSUP', 'filtered', 'dest-unreach'],
  '3/6 net unknown': NET,
  '3/7 host unknown': ['EHOSTDOWN', 'filtered', 'host-unknown'],
  '3/8 host isolated': ['ENONET', 'filtered', 'dest-unreach'],
  '3/9 net prohibited': NET,
  '3/10 host prohibited': HOST,
  '3/11 net unreachable for the type of service': NET,
  '3/12 host unreachable for the type of service': HOST,
  '3/13 admin prohibited': HOST,
  '3/14 precedence violation': HOST,
  '3/15 precedence cut-off': HOST,
  '4/0 source quench': SILENCE,
  '11/0 time to live exceeded': HOST,
  '11/1 reassembly time exceeded': SILENCE,
  '12/0 parameter problem': PROTOCOL,
}

/** RFC 4443, RFC 8883. */
const icmp6: Readonly<Record<string, Expected>> = {
  '1/0 no route': NET,
  '1/1 admin prohibited': PROHIBITED,
  '1/2 beyond scope': HOST,
  '1/3 address unreachable': HOST,
  '1/4 port unreachable': REFUSED,
  '1/5 source address failed policy': PROHIBITED,
  '1/6 reject route': PROHIBITED,
  '1/7 error in source routing header': PROTOCOL,
  '1/8 headers too long': PROTOCOL,
  '2/0 packet too big': SILENCE,
  '3/0 hop limit exceeded': HOST,
  '4/0 erroneous header': PROTOCOL,
  '4/1 unknown next header': PROTOCOL,
}

const cases: readonly Case[] = [
  ...Object.entries(icmp).map(([name, expected]): Case => [`ICMP ${name}`, icmpDial(name), ...expected]),
  ...Object.entries(icmp6).map(([name, expected]): Case => [
    `ICMPv6 ${name}`,
    { ...icmpDial(name), address: '::1' },
    ...expected,
  ]),
  ['open', {}, 'connected', 'open', 'syn-ack'],
  ['refused', { port: 82 }, ...REFUSED],
  ['refused over IPv6', { address: '::1' }, ...REFUSED],
  [
    'accepted and reset, seen late',
    { port: 901, block: 1_000, timeout: 10_000 },
    'ECONNRESET',
    'open',
    'conn-reset',
  ],
  [
    'accepted and ended, seen late',
    { port: 902, block: 1_000, timeout: 10_000 },
    'connected',
    'open',
    'syn-ack',
  ],
  ['dropped', { port: 940 }, ...SILENCE],
  ['nobody has the address on the own link', { address: '198.51.100.200', timeout: 20_000 }, ...HOST],
  ['route unreachable', { address: '203.0.113.1' }, ...noRoute('EHOSTUNREACH')],
  ['route prohibit', { address: '203.0.113.2' }, ...noRoute('EACCES')],
  ['route blackhole', { address: '203.0.113.3' }, ...noRoute('EINVAL')],
  ['route throw', { address: '203.0.113.4' }, ...noRoute('ENETUNREACH')],
  ['no route', { address: '192.0.2.1' }, ...noRoute('ENETUNREACH')],
  ['IPv6 route unreachable', { address: '2001:db8::1' }, ...noRoute('EHOSTUNREACH')],
  ['IPv6 route prohibit', { address: '2001:db8::2' }, ...noRoute('EACCES')],
  ['IPv6 route blackhole', { address: '2001:db8::3' }, ...noRoute('EINVAL')],
  ['no IPv6 route', { address: '2001:db8:1::1' }, ...noRoute('ENETUNREACH')],
  ['multicast', { address: '224.0.0.1' }, ...noRoute('ENETUNREACH')],
  ['broadcast', { address: '255.255.255.255' }, ...noRoute('ENETUNREACH')],
  ['reserved', { address: '240.0.0.1' }, ...noRoute('ENETUNREACH')],
  ['link-local without a zone', { address: 'fe80::1' }, ...noRoute('EINVAL')],
  ['IPv4 in IPv6', { address: '::ffff:127.0.0.1' }, 'connected', 'open', 'syn-ack'],
  ['0.0.0.0 is this host', { address: '0.0.0.0' }, 'connected', 'open', 'syn-ack'],
  [':: is this host', { address: '::' }, ...REFUSED],
  ['the own firewall drops', { port: 950 }, ...SILENCE],
  ['the own firewall rejects by ICMP', { port: 951 }, ...HOST],
  ['the own firewall rejects by reset', { port: 952 }, ...REFUSED],
  ['source address not ours', { localAddress: '203.0.113.9' }, ...noRoute('EADDRNOTAVAIL')],
  ['source address of the other family', { localAddress: '::1' }, ...noRoute('EINVAL')],
]

const missing = whyNot()

describe.skipIf(missing !== '')(`${missing}what Linux says when a connection fails`, () => {
  let rows: readonly Row[] = []

  beforeAll(async () => {
    const dials = cases.map(([name, dial]) => ({ name, ...dial }))
    rows = await inNetwork(SETUP, { dials, responder: here('../../bench/netlab/icmp-responder.py') })
  }, 60_000)

  test.each(cases)('%s', (name, _, ...expected) => {
    expect(judged(rows.filter((row) => row.name === name))).toEqual([expected])
  })

  test('the kernel gives up before we do', { timeout: 30_000 }, async () => {
    const setup = `${SETUP}\necho 1 > /proc/sys/net/ipv4/tcp_syn_retries`
    const [row] = await inNetwork(setup, { dials: [{ name: '', port: 940, timeout: 25_000 }] })
    // Our own time-out has no error behind it.
    expect(row).toMatchObject({ code: 'ETIMEDOUT', byKernel: true })
    expect(judged([row!])).toEqual([SILENCE])
  })

  test('no code is unknown', () => {
    const failed = rows.filter(({ code }) => code !== 'connected')
    expect(failed.filter((row) => outcomeOf(row).reason === 'system-error')).toEqual([])
    expect(failed.length).toBeGreaterThan(50)
  })
})

describe.skipIf(missing !== '')(`${missing}what Linux says when this machine has no more`, () => {
  const FEW_PORTS = 'ip link set lo up; echo 50000 50007 > /proc/sys/net/ipv4/ip_local_port_range'
  const EXHAUSTED = ['none', 'local-resource'] as const

  test('local ports are taken, for one endpoint', async () => {
    const rows = await inNetwork(FEW_PORTS, { dials: times(12, {}), hold: true })
    expect(judged(rows.slice(0, 8))).toEqual(connected(8))
    expect(judged(rows.slice(8))).toEqual(Array.from({ length: 4 }, () => ['EADDRNOTAVAIL', ...EXHAUSTED]))
  })

  test('local ports are counted for each endpoint', async () => {
    const dials = Array.from({ length: 12 }, (_, n) => ({ name: '', port: 80 + (n % 2) }))
    const rows = await inNetwork(FEW_PORTS, { dials, hold: true })
    expect(rows.filter(({ code }) => code === 'connected')).toHaveLength(12)
  })

  test('but not with a source address', async () => {
    const dials = Array.from({ length: 12 }, (_, n) => ({
      name: '',
      port: 80 + (n % 2),
      localAddress: '127.0.0.1',
    }))
    const rows = await inNetwork(FEW_PORTS, { dials, hold: true })
    expect(judged(rows.slice(0, 8))).toEqual(connected(8))
    expect(judged(rows.slice(8))).toEqual(Array.from({ length: 4 }, () => ['EADDRINUSE', ...EXHAUSTED]))
  })

  test('descriptors', async () => {
    const rows = await inNetwork('ip link set lo up; ulimit -n 60', { dials: times(3, {}), exhaust: true })
    expect(judged(rows)).toEqual(Array.from({ length: 3 }, () => ['EMFILE', ...EXHAUSTED]))
  })

  test('IPv6, where it is switched off: no route, and the machine is not taken for exhausted', async () => {
    const setup = 'ip link set lo up; echo 1 > /proc/sys/net/ipv6/conf/all/disable_ipv6'
    const dials = ['::1', '2001:db8::1'].map((address) => ({ name: address, address }))
    expect(judged(await inNetwork(setup, { dials }))).toEqual(
      dials.map(() => ['EAFNOSUPPORT', 'none', 'no-route']),
    )
  })

  test('permission, by seccomp', async ({ skip }) => {
    skip(
      !['x64', 'arm64'].includes(process.arch),
      `the number of connect(2) on ${process.arch} is not known here`,
    )
    const rows = await inNetwork('ip link set lo up', { dials: times(3, {}) }, ['python3', '-c', FORBID])
    expect(judged(rows)).toEqual(Array.from({ length: 3 }, () => ['EPERM', 'unknown', 'local-policy']))
  })
})

/** Lets the program that it becomes make no connection: connect(2) is EPERM. */
const FORBID = `
import ctypes, os, struct, sys
connect = {'x86_64': 42, 'aarch64': 203}[os.uname().machine]
code = b''.join(struct.pack('HBBI', *i) for i in [
  (0x20, 0, 0, 0), (0x15, 0, 1, connect), (0x06, 0, 0, 0x00050001), (0x06, 0, 0, 0x7fff0000)])
text = ctypes.create_string_buffer(code)
program = struct.pack('HxxxxxxP', len(code) // 8, ctypes.addressof(text))
libc = ctypes.CDLL(None, use_errno=True)
assert libc.prctl(38, 1, 0, 0, 0) == 0 and libc.prctl(22, 2, program, 0, 0) == 0
os.execv(sys.argv[1], sys.argv[1:])
`

function icmpDial(name: string): Dial {
  const [type = 0, code = 0] = name.split(' ')[0]!.split('/').map(Number)
  return { port: 40_000 + 100 * type + code }
}

function times(count: number, dial: Dial): (Dial & { name: string })[] {
  return Array.from({ length: count }, () => ({ name: '', ...dial }))
}

function connected(count: number): Expected[] {
  return Array.from({ length: count }, () => ['connected', 'open', 'syn-ack'])
}

function judged(rows: readonly Row[]): Expected[] {
  return rows.map((row) => {
    if (row.code === 'connected') return ['connected', 'open', 'syn-ack']
    const { state, reason } = outcomeOf(row)
    return [row.code, state, reason]
  })
}

async function inNetwork(setup: string, told: unknown, wrapper: readonly string[] = []): Promise<Row[]> {
  const library = new URL('../../dist/index.js', import.meta.url).href
  const program = [...wrapper, process.execPath, here('errno-dials.mjs'), library, JSON.stringify(told)]
  const argv = ['-n', 'sh', '-ec', `${setup}\nexec "$0" "$@"`, ...program]
  const { stdout } = await promisify(execFile)('unshare', argv, { timeout: 50_000 })
  return JSON.parse(stdout) as Row[]
}

function whyNot(): string {
  const why = (lack: string): string => `skipped: ${lack}: `
  if (spawnSync('python3', ['-V']).status !== 0) return why('there is no python3')
  const { status, stderr, error } = spawnSync('unshare', ['-n', 'sh', '-ec', SETUP], { encoding: 'utf8' })
  if (status === 0) return ''
  const said = error?.message ?? stderr.trim().split('\n').at(-1) ?? ''
  return why(`no network of its own with a firewall (ip, nft) and IPv6 can be made here (${said})`)
}
