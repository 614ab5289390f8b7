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

/** The report that a script leaves in `report`, in a network of its own, which ends with its process. */
function reportOf(setup: string, script: string): ScanReport {
  const index = JSON.stringify(new URL('../../dist/index.js', import.meta.url).href)
  const whole = `const { scan } = await import(${index})\n${script}\nconsole.log(JSON.stringify(report))`
  const out = execFileSync('unshare', ['-n', 'sh', '-ec', `${setup}\n${NODE}`, process.execPath, whole])
  return JSON.parse(out.toString()) as ScanReport
}

describe('hosts that nobody has', () => {
  test.skipIf(!allowed)(`${noNetwork}on our own link are skipped, the one that is there is scanned`, () => {
    const report = reportOf(
      LINK,
      "const report = await scan('192.0.2.1-6', { ports: '1-1000', states: 'all' }).report()",
    )
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
      const report = reportOf(
        `${LINK}${FIREWALL}`,
        `
        const { execFileSync } = await import('node:child_process')
        const { createServer } = await import('node:net')
        const canary = createServer((one) => one.on('error', () => {}))
        await new Promise((resolve) => canary.unref().listen(22, '127.0.0.3', resolve))
        const options = { ports: '1-3000', states: 'all', perHostRate: 500, hostTimeout: 6000, canary: '127.0.0.3:22' }
        const run = scan('127.0.0.2', options)
        const nft = (line) => execFileSync('nft', line.split(' '))
        // In the midst of it, however slow this machine is.
        const watch = setInterval(() => {
          if (run.stats.done < 300) return
          clearInterval(watch)
          nft('add rule ip t out ip daddr { 127.0.0.2, 127.0.0.3 } drop')
          setTimeout(nft, 5000, 'flush chain ip t out')
        }, 20)
        const report = await run.report()
        `,
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
