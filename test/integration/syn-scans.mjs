// Run by syn-probe.test.ts in a network of its own: scans it by raw SYNs and by connections, and prints what each saw.
// node syn-scans.mjs <library> <native library> <JSON: { targets, ports, responder?, listen? }>
import { spawn } from 'node:child_process'
import { createServer } from 'node:net'

const [library, native, told] = process.argv.slice(2)
const { targets, ports, responder, listen = [], raw = {}, timing = 'insane' } = JSON.parse(told)
const { scan } = await import(library)
const { synProbe } = await import(native)

let accepted = 0
await Promise.all(
  listen.map(
    (port) =>
      new Promise((resolve) => {
        const server = createServer((socket) => (accepted++, socket.on('error', () => {})))
        server.listen(port, '::', resolve)
      }),
  ),
)
if (responder !== undefined) await startResponder()

const bySyn = await resultsOf({ strategy: { tcp: synProbe(raw) } })
const acceptedBySyn = accepted
const byConnect = await resultsOf({ engine: 'node', workers: 0 })
process.stdout.write(`${JSON.stringify({ bySyn, acceptedBySyn, byConnect })}\n`, () => process.exit())

async function resultsOf(options) {
  const rows = {}
  for await (const event of scan(targets, { ports, states: 'all', timing, ...options }).events()) {
    if (event.kind === 'port') rows[`${event.address} ${event.port}`] = `${event.state} ${event.reason}`
    if (event.kind === 'skipped') rows[event.address ?? event.target] = `skipped ${event.reason}`
  }
  return rows
}

async function startResponder() {
  const icmp = spawn('python3', ['-B', responder, 'lo'], { stdio: ['ignore', 'pipe', 'inherit'] })
  process.once('exit', () => icmp.kill())
  await new Promise((resolve) => icmp.stdout.once('data', resolve))
}
