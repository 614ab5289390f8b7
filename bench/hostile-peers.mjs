// 1,000 peers that flood and 1,000 that drip, named at once: memory, the longest stop of the event loop, what was read
// of each, and whether all sockets are closed soon after. The peers are a process of their own on loopback.
// Run: npm run lab:hostile -- [--peers 1000]
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { printTable } from './figures.mjs'
import { loadSource } from './load-source.mjs'

/** MiB more than before, milliseconds, bytes kept of one endpoint, milliseconds. */
export const GOAL = { memory: 64, blocked: 50, kept: 262_144, closed: 250 }
const DRIP_EVERY = 200
/** A peer of so many is named before. */
const WARM_UP = 10
const file = fileURLToPath(import.meta.url)

/** Names them all; `peers` of each kind. */
export async function nameHostilePeers(peers) {
  const child = fork(file, ['--serve'])
  try {
    const [ports] = await once(child, 'message')
    const { scan } = await loadSource('index.ts')
    // What is loaded and compiled once is there before anything is measured, and the engine's young generation has the
    // size that it takes in any process with hundreds of conversations under way.
    await nameAll(scan, Math.ceil(peers / WARM_UP), ports)
    globalThis.gc?.()
    const before = process.memoryUsage.rss()
    const delay = monitorEventLoopDelay({ resolution: 10 })
    delay.enable()
    let most = before
    const timer = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 50)
    const work = watchWork()
    const started = performance.now()
    const { results, twice, named, kept } = await nameAll(scan, peers, ports)
    const seconds = (performance.now() - started) / 1e3
    clearInterval(timer)
    const busy = work()
    delay.disable()
    const ended = performance.now()
    while (sockets() > 0 && performance.now() - ended < 5_000)
      await new Promise((resolve) => setImmediate(resolve))
    return {
      seconds,
      named,
      unaccounted: 2 * peers - results + 2 * twice,
      memory: (most - before) / 2 ** 20,
      resident: most / 2 ** 20,
      blocked: delay.max / 1e6,
      busy,
      kept,
      closed: performance.now() - ended,
    }
  } finally {
    child.kill()
  }
}

/** What came of it, without the results themselves: who takes them has the room for them. */
async function nameAll(scan, peers, ports) {
  const told = { results: 0, twice: 0, named: 0, kept: 0 }
  const seen = new Set()
  const targets = Array.from({ length: peers }, (_, peer) => `127.1.${peer >> 8}.${peer & 255}`)
  for await (const result of scan(targets, { ports: ports.join(','), services: true })) {
    const endpoint = `${result.address} ${result.port}`
    if (seen.has(endpoint)) told.twice++
    seen.add(endpoint)
    told.results++
    if (result.service.confidence !== 'port-table') told.named++
    told.kept = Math.max(told.kept, keptOf(result))
  }
  return told
}

/** Watches for how long this thread works without a pause; on a busy machine a loop may stop for others' work alone. */
function watchWork() {
  let [last, longest] = [cpuTime(), 0]
  if (last === undefined) return () => undefined
  const timer = setInterval(() => {
    const now = cpuTime()
    longest = Math.max(longest, now - last)
    last = now
  }, 5)
  return () => {
    clearInterval(timer)
    return longest
  }
}

/** Milliseconds of CPU that this thread has had, where the system tells. */
function cpuTime() {
  try {
    return Number(readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ')[0]) / 1e6
  } catch {
    return undefined
  }
}

function keptOf({ exchanges = [] }) {
  return exchanges.reduce((sum, { sent, received }) => sum + sent.length + received.length, 0)
}

function sockets() {
  return process.getActiveResourcesInfo().filter((kind) => kind === 'TCPSocketWrap').length
}

/** The peers: whoever connects is flooded on one port and fed drop by drop on the other. */
async function serve() {
  const chunk = Buffer.alloc(65_536, 'x')
  const flood = createServer((socket) => {
    const pour = () => {
      while (socket.writable && socket.write(chunk));
    }
    socket.on('error', () => {}).on('drain', pour)
    pour()
  })
  const drip = createServer((socket) => {
    const timer = setInterval(() => socket.write('x'), DRIP_EVERY)
    socket.on('error', () => {}).on('close', () => clearInterval(timer))
  })
  const ports = []
  for (const server of [flood, drip]) {
    server.listen(0, '0.0.0.0', 4_096)
    await once(server, 'listening')
    ports.push(server.address().port)
  }
  process.send(ports)
  process.on('disconnect', () => process.exit())
}

async function main() {
  const { values: flags } = parseArgs({ options: { peers: { type: 'string', default: '1000' } } })
  const peers = Number(flags.peers)
  const { seconds, named, unaccounted, memory, resident, blocked, busy, kept, closed } =
    await nameHostilePeers(peers)
  console.log(`\n${peers} peers that flood and ${peers} that drip`)
  printTable([
    [
      's',
      'wrongly named',
      'without one result',
      'MiB more',
      'MiB in all',
      'loop stopped ms',
      'by own work ms',
      'bytes kept of one',
      'sockets closed after ms',
    ],
    [
      seconds.toFixed(1),
      named,
      unaccounted,
      memory.toFixed(0),
      resident.toFixed(0),
      blocked.toFixed(0),
      busy?.toFixed(0) ?? '',
      kept,
      closed.toFixed(0),
    ],
  ])
  console.log(
    `Goal: none named, none missing, at most ${GOAL.memory} MiB more, ${GOAL.blocked} ms, ${GOAL.kept} bytes, ${GOAL.closed} ms`,
  )
  const missed = named + unaccounted > 0 || memory > GOAL.memory || kept > GOAL.kept || closed > GOAL.closed
  process.exitCode = missed || (busy ?? blocked) > GOAL.blocked ? 1 : 0
}

if (process.argv[2] === '--serve') await serve()
else if (process.argv[1] === file) await main()
