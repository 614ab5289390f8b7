import { execFile, spawnSync } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { scan } from '../../src/index.ts'
import { diffReports, readReport } from '../../src/report/index.ts'
import { closedPort, greets, scriptedServer } from '../../src/testing/index.ts'
import { missingProgram } from '../support/real-server.ts'
import { tlsServer } from '../support/tls-server.ts'

// Reports that nmap and masscan have just written, beside what is known of the ports.

const run = promisify(execFile)
const noNmap = missingProgram('nmap')
const noMasscan = missingProgram('masscan', 'ip', 'unshare', 'nsenter', 'python3') ?? whyNoNetwork()

test.skipIf(noNmap !== undefined)(
  `nmap and we say the same of the same ports${noNmap ?? ''}`,
  { timeout: 120_000 },
  async () => {
    await using ssh = await scriptedServer(greets('SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3\r\n'))
    await using web = await tlsServer((socket) =>
      socket.once('data', () =>
        socket.end('HTTP/1.1 200 OK\r\nServer: nginx/1.24.0\r\nContent-Length: 0\r\n\r\n'),
      ),
    )
    const ports = [ssh.port, web.port, await closedPort()].sort((a, b) => a - b)
    const ours = await scan('127.0.0.1', { ports, services: true }).report()
    const args = [
      '-sT',
      '-sV',
      '--version-light',
      '--script',
      'ssl-cert',
      '-p',
      ports.join(','),
      '-oX',
      '-',
      '127.0.0.1',
    ]
    const { stdout } = await run('nmap', args)
    const theirs = await readReport(stdout)

    expect(theirs.version).toMatch(/^nmap \d/)
    expect(theirs.warnings).toEqual([])
    const [host, ...others] = theirs.hosts
    expect(others).toEqual([])
    expect(host).toMatchObject({ address: '127.0.0.1', scanned: ours.hosts[0]!.scanned, unprobed: 0 })
    expect(diffReports(ours, theirs)).toMatchObject({ compared: 1, hosts: [], notCompared: [] })
    const certificates = [ours, theirs].map((report) =>
      report.hosts[0]!.ports.flatMap(({ service }) => service?.tls?.certificate ?? []),
    )
    expect(certificates[0]).toHaveLength(1)
    expect(certificates[1]).toEqual(certificates[0])
  },
)

test.skipIf(noMasscan !== undefined)(
  `masscan's own words are read${noMasscan ?? ''}`,
  { timeout: 120_000 },
  async () => {
    const { stdout } = await run('unshare', ['--net', 'sh', '-c', MASSCAN])
    const report = await readReport(stdout)
    expect(report).toMatchObject({ version: 'masscan', warnings: [], skipped: [] })
    expect(report.hosts).toMatchObject([
      {
        address: '192.0.2.2',
        scanned: '22,8080',
        counts: { open: { 'syn-ack': 1 }, closed: { reset: 1 } },
        ports: [
          { port: 22, state: 'closed' },
          { port: 8080, state: 'open', portName: 'http-alt' },
        ],
      },
    ])
    expect(Date.parse(report.started)).toBeGreaterThan(Date.parse('2026-01-01'))
  },
)

/** Two network namespaces of its own, a server in one, masscan in the other; all of it ends with the script. */
const MASSCAN = `
  ip link set lo up
  unshare --net sleep 60 & peer=$!
  sleep 0.5
  ip link add near type veth peer name far netns $peer
  ip addr add 192.0.2.1/24 dev near
  ip link set near up
  inside() { nsenter --net=/proc/$peer/ns/net "$@"; }
  inside ip addr add 192.0.2.2/24 dev far
  inside ip link set far up
  nsenter --net=/proc/$peer/ns/net python3 -m http.server 8080 --bind 192.0.2.2 >/dev/null 2>&1 & server=$!
  sleep 2
  mac=$(inside ip -o link show far | sed 's/.*ether \\([0-9a-f:]*\\).*/\\1/')
  masscan 192.0.2.2 -p 22,8080 --rate 100 --wait 1 --adapter near --adapter-ip 192.0.2.1 --router-mac "$mac" \\
    --show open,closed --output-format json --output-filename - 2>/dev/null
  kill $server $peer
`

function whyNoNetwork(): string | undefined {
  if (spawnSync('unshare', ['--net', 'true']).status === 0) return undefined
  const reason = ' (skipped: no network namespaces here)'
  console.warn(`masscan${reason}`)
  return reason
}
