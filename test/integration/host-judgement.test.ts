import { execFileSync, spawnSync } from 'node:child_process'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { describe, expect, test } from 'vitest'
import type { ScanReport } from '../../src/model/report.ts'
import { scan } from '../../src/scan.ts'
import { closedPort } from '../support/scripted-server.ts'
import { silentEndpoint } from '../support/silent-endpoint.ts'

/** A link whose other end nobody has: who is not this machine does not answer ARP. */
const LINK = `
  ip link set lo up
  ip link add v0 type veth peer name v1
  ip addr add 192.0.2.1/24 dev v0
  ip link set v1 up
  ip link set v0 up
`
const FIREWALL = `
  nft add table ip t
  nft add chain ip t out '{ type filter hook output priority 0; }'
`
const NODE = '"$0" --input-type=module -e "$1"'

const allowed = spawnSync('unshare', ['-n', 'sh', '-ec', LINK]).status === 0
const filters = allowed && spawnSync('unshare', ['-n', 'sh', '-ec', FIREWALL]).status === 0
const noNetwork = allowed ? '' : 'skipped: no network of its own is permitted here: '
const noFirewall = filters ? '' : 'skipped: no firewall (nft) of its own is permitted here: '

/** The report of a scan in a network of its own, which ends with its process. */
function reportOf(setup: string, call: string): ScanReport {
  const index = JSON.stringify(new URL('../../dist/index.js', import.meta.url).href)
  const script = `const { scan } = await import(${index}); console.log(JSON.stringify(await ${call}.report()))`
  const out = execFileSync('unshare', ['-n', 'sh', '-ec', `${setup}\n${NODE}`, process.execPath, script])
  return JSON.parse(out.toString()) as ScanReport
}

describe('hosts that nobody has', () => {
  test.skipIf(!allowed)(`${noNetwork}on our own link are skipped, the one that is there is scanned`, () => {
    const report = reportOf(LINK, "scan('192.0.2.1-6', { ports: '1-1000', states: 'all' })")
    const down = ['192.0.2.2', '192.0.2.3', '192.0.2.4', '192.0.2.5', '192.0.2.6']
    const skipped = report.skipped.map(({ address, reason }) => `${address!} ${reason}`)
    expect(skipped.sort()).toEqual(down.map((address) => `${address} host-down`))
    for (const { address, marks, counts, unprobed } of report.hosts) {
      if (address === '192.0.2.1') expect(counts).toEqual({ closed: { 'conn-refused': 1_000 } })
      else expect([marks, unprobed > 300]).toEqual([['partial'], true])
    }
    expect(report.stats.done + report.stats.unprobed).toBe(6_000)
  })
})

describe('the canary', () => {
  test.skipIf(!filters)(
    `${noFirewall}notices a firewall of our own; what it hid is not called filtered`,
    () => {
      const drop = `
      (sleep 1.5
       nft add rule ip t out ip daddr 127.0.0.2 drop
       nft add rule ip t out ip daddr 127.0.0.3 drop
       sleep 5
       nft flush chain ip t out) >/dev/null 2>&1 &
      "$0" -e 'require("net").createServer((one) => one.on("error", () => {})).listen(22, "127.0.0.3"); setTimeout(() => process.exit(), 30000)' >/dev/null 2>&1 &
      sleep 0.5
    `
      const report = reportOf(
        `${LINK}${FIREWALL}${drop}`,
        "scan('127.0.0.2', { ports: '1-3000', states: 'all', perHostRate: 500, hostTimeout: 6000, canary: '127.0.0.3:22' })",
      )
      expect(report.warnings.map(({ code }) => code)).toEqual(['canary-failed'])
      // What was hidden is asked again, as far as time allows: none of it is called filtered.
      expect(Object.keys(report.stats.states)).toEqual(['closed'])
      expect(report.hosts[0]!.marks).toContain('suspect')
    },
  )
})

describe('an event loop that stands still half of the time', () => {
  test('changes no result', async (context) => {
    await using silent = await silentEndpoint()
    if (silent === undefined) return context.skip('no silent endpoint on this system')
    const servers: Server[] = []
    for (let count = 0; count < 30; count++) servers.push(await listening())
    const closed = await Promise.all(Array.from({ length: 300 }, () => closedPort()))
    const open = servers.map((server) => (server.address() as AddressInfo).port)
    const ports = [...new Set([...open, ...closed, silent.endpoint.port])]
    const stall = setInterval(() => {
      const end = performance.now() + 500
      while (performance.now() < end);
    }, 1_000)
    try {
      const report = await scan('127.0.0.1', { ports, states: 'all', perHostRate: 150 }).report()
      const found = report.hosts[0]!.ports.map(({ port, state }) => `${String(port)} ${state}`)
      const truth = ports.map((port) => {
        if (port === silent.endpoint.port) return `${String(port)} filtered`
        return `${String(port)} ${open.includes(port) ? 'open' : 'closed'}`
      })
      expect(found.sort()).toEqual(truth.sort())
      expect(report.stats.elapsed).toBeGreaterThan(1_500)
    } finally {
      clearInterval(stall)
      for (const server of servers) server.close()
    }
  })
})

function listening(): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1', () => resolve(server))
  })
}
