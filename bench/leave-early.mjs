// Leaving a scan with 10,000 tries in flight, by `break` and by `abort`: how soon the iteration ends, how soon every
// socket is closed, and whether the process then ends by itself. The peers are silent: a network namespace of our own
// drops what is sent to them. Linux, with the rights to make a namespace.
// Run: npm run bench:leave -- [--in-flight 10000] [--runs 5]
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { median, printTable } from './figures.mjs'
import { loadSource } from './load-source.mjs'
import { mayEnterNamespace, runInNamespace } from './namespace.mjs'

export const GOAL = { ended: 50, closed: 250 }
/** Milliseconds after which a thread that is still there will stay. */
const THREADS_END = 2_000
/** The other end of the link takes packets and never answers; its address needs no look-up. */
const SILENT_NETWORK = [
  ['link', 'add', 'near', 'type', 'veth', 'peer', 'name', 'far'],
  ['addr', 'add', '192.0.2.1/24', 'dev', 'near'],
  ['link', 'set', 'near', 'up'],
  ['link', 'set', 'far', 'up'],
  ['neigh', 'add', '192.0.2.2', 'lladdr', '02:00:00:00:00:02', 'dev', 'near', 'nud', 'permanent'],
  ['route', 'add', '198.51.100.0/24', 'via', '192.0.2.2'],
]

/** `control`: plain sockets, destroyed all at once. */
const WAYS = ['break', 'abort', 'control']
const file = fileURLToPath(import.meta.url)

/** One process for each way to leave; `undefined` where no namespace can be made. */
export function leaveEarly({ inFlight, ways = WAYS }) {
  if (!mayEnterNamespace()) return undefined
  return ways.map((way) => {
    const started = performance.now()
    const { stdout, status, stderr } = runInNamespace([
      file,
      '--leave-by',
      way,
      '--in-flight',
      String(inFlight),
    ])
    if (status !== 0) throw new Error(`leaving by ${way} failed: ${stderr}`)
    const told = JSON.parse(stdout)
    return { ...told, exited: Date.now() - told.at, whole: performance.now() - started }
  })
}

/** Inside the namespace. */
async function leaveBy(way, inFlight) {
  for (const args of SILENT_NETWORK) execFileSync('ip', args)
  const begin = way === 'control' ? bareSockets : await scanOf(inFlight)
  const handlesBefore = process.getActiveResourcesInfo().length
  const socketsBefore = sockets()
  const { leave, ended } = await begin(inFlight, way)
  // What threads dial is in flight a little before it is a socket.
  for (let waited = 0; sockets() - socketsBefore < inFlight && waited < 1_000; waited += 5) {
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  const open = sockets() - socketsBefore
  const start = performance.now()
  leave()
  await ended
  const endedAfter = performance.now() - start
  while (sockets() > socketsBefore) await new Promise((resolve) => setImmediate(resolve))
  const closedAfter = performance.now() - start
  const handlesLeft = () => process.getActiveResourcesInfo().length - handlesBefore
  // Threads end after their sockets. On a busy machine that may be late; whether they end at all is what is asked here.
  do await new Promise((resolve) => setTimeout(resolve, 20))
  while (handlesLeft() > 0 && performance.now() - start < THREADS_END)
  console.log(
    JSON.stringify({
      way,
      open,
      ended: endedAfter,
      closed: closedAfter,
      handlesLeft: handlesLeft(),
      at: Date.now(),
    }),
  )
}

async function scanOf(inFlight) {
  const { scan } = await loadSource('index.ts')
  // Long waits keep the tries in flight.
  const timing = { startRate: 100_000, firstTimeout: 60_000 }
  const pressing = { concurrency: inFlight, perHost: inFlight, retries: 0, timeout: 60_000, timing }
  return async (_inFlight, way) => {
    const run = scan('198.51.100.0/24', { ports: '1-1000', ...pressing })
    const iterator = run[Symbol.asyncIterator]()
    // Nobody answers, so the pull waits until the scan is left.
    const ended = iterator.next().catch((error) => error)
    for (let waited = 0; run.stats.inFlight < inFlight; waited += 5) {
      if (waited > 20_000) throw new Error(`only ${run.stats.inFlight} came to be in flight`)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    return { leave: () => void (way === 'abort' ? run.abort() : iterator.return()), ended }
  }
}

/** As many sockets of `node:net`, destroyed in one go. */
async function bareSockets(inFlight) {
  const all = Array.from({ length: inFlight }, (_, at) => {
    const socket = connect(1 + (at % 1_000), `198.51.100.${Math.floor(at / 1_000)}`)
    return socket.on('error', () => {})
  })
  await new Promise((resolve) => setTimeout(resolve, 500))
  return { leave: () => all.forEach((socket) => socket.destroy()) }
}

// The namespace's own count: to read through thousands of descriptors would take longer than what is measured.
function sockets() {
  return Number(/^TCP: inuse (\d+)/m.exec(readFileSync('/proc/net/sockstat', 'utf8'))[1])
}

async function main() {
  const { values: flags } = parseArgs({
    options: {
      'in-flight': { type: 'string', default: '10000' },
      runs: { type: 'string', default: '5' },
      'leave-by': { type: 'string' },
    },
  })
  const inFlight = Number(flags['in-flight'])
  if (flags['leave-by'] !== undefined) return await leaveBy(flags['leave-by'], inFlight)
  if (!mayEnterNamespace()) return console.log('SKIPPED: no network namespace can be made here')
  const runs = Array.from({ length: Number(flags.runs) }, () => leaveEarly({ inFlight })).flat()
  const rows = WAYS.map((way) => {
    const those = runs.filter((run) => run.way === way)
    const middle = (figure) => median(those.map((run) => run[figure]))
    return [
      way,
      ...['open', 'ended', 'closed', 'handlesLeft', 'exited'].map((figure) => middle(figure).toFixed(0)),
    ]
  })
  printTable([
    ['', 'sockets open', 'iterator ends, ms', 'all closed, ms', 'handles left', 'process gone, ms'],
    ...rows,
  ])
  console.log(
    `Goal: the iterator ends within ${GOAL.ended} ms, all sockets are closed within ${GOAL.closed} ms`,
  )
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await main()
