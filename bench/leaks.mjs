// Scans by the thousand, ended in every way there is: what the process and the machine still hold afterwards, and
// whether the process ends by itself. On loopback.
// Run: npm run lab:leaks -- [--scans 1000] [--engine here]  (or threads, native: each scan makes and ends its threads)
import { spawn } from 'node:child_process'
import { getEventListeners } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { printTable } from './figures.mjs'
import { loadSource } from './load-source.mjs'

/** Milliseconds until a process is gone that has nothing left to do. */
const GONE = 100
/**
 * Growth of the process's memory in KiB that is not ours: what the allocator keeps, and what stays of each thread, some
 * 10 KiB by Node and 40 by koffi, whoever loads it.
 */
const KEPT = 16 * 1_024
const file = fileURLToPath(import.meta.url)

/** What dials, and in which threads. */
const ENGINES = {
  here: { engine: 'node', workers: 0 },
  threads: { engine: 'node', workers: 2 },
  native: { engine: 'native', workers: 2 },
}
/** KiB that stay of a scan's threads. */
const KEPT_EACH = { here: 0, threads: 40, native: 160 }

/** How a scan is brought to its end. */
const WAYS = {
  async end(run) {
    for await (const port of run) void port
  },
  async report(run) {
    await run.report()
  },
  async break(run) {
    for await (const port of run) if (port !== undefined) break
  },
  async throw(run) {
    const thrown = new Error('thrown')
    try {
      for await (const port of run) if (port !== undefined) throw thrown
    } catch (error) {
      if (error !== thrown) throw error
    }
  },
  async abort(run, abort) {
    const reason = new Error('aborted')
    try {
      for await (const port of run) if (port !== undefined) abort.abort(reason)
    } catch (error) {
      if (error !== reason) throw error
    }
  },
  async 'pause and abort'(run) {
    const reason = new Error('aborted')
    try {
      for await (const port of run) {
        if (port === undefined) continue
        run.pause()
        run.abort(reason)
      }
    } catch (error) {
      if (error !== reason) throw error
    }
  },
  async dispose(run) {
    await run[Symbol.asyncIterator]().next()
    await run[Symbol.asyncDispose]()
  },
}

/** One process that scans and says what is left; gives that, and how long it took to be gone. */
export async function leaksOf(scans, engine = 'here') {
  const inside = ['--inside', '--scans', String(scans), '--engine', engine]
  const child = spawn(process.execPath, ['--expose-gc', file, ...inside], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let told = ''
  child.stdout.on('data', (chunk) => (told += chunk))
  const code = await new Promise((ended) => child.once('exit', ended))
  const gone = Date.now()
  if (code !== 0) throw new Error(`the scanning process ended with ${code}`)
  const facts = JSON.parse(told)
  return { ...facts, engine, gone: gone - facts.at }
}

async function scanMany(scans, engine) {
  const { scan } = await loadSource('index.ts')
  const trouble = []
  for (const event of ['unhandledRejection', 'warning'])
    process.on(event, (error) => trouble.push(String(error)))
  const open = await listen()
  const closed = await listen()
  const ports = [open.address().port, closed.address().port]
  await new Promise((done) => closed.close(done))
  const shared = new AbortController()
  const once = async (number) => {
    const own = new AbortController()
    const [way, end] = Object.entries(WAYS)[number % Object.keys(WAYS).length]
    const services = number % 25 === 3 ? { intensity: 0, budget: { time: 200 } } : false
    const { signal } = way === 'abort' || number % 2 === 0 ? own : shared
    await end(scan('127.0.0.1', { ports, states: 'all', services, signal, ...ENGINES[engine] }), own)
    return getEventListeners(own.signal, 'abort').length
  }
  let listeners = 0
  for (let number = 0; number < 50; number++) listeners += await once(number)
  await new Promise((later) => setTimeout(later, 200))
  const before = await atRest()
  for (let number = 0; number < scans; number++) listeners += await once(number)
  const after = await atRest(before)
  listeners += getEventListeners(shared.signal, 'abort').length
  const timeWaits = timeWaitsTo(ports)
  await new Promise((done) => open.close(done))
  console.log(JSON.stringify({ scans, before, after, listeners, timeWaits, trouble, at: Date.now() }))
}

/** What the process holds, once it has come to rest; waits a second at most for what `before` did not have. */
async function atRest(before) {
  const until = performance.now() + 1_000
  for (;;) {
    globalThis.gc()
    const now = {
      descriptors: readdirSync('/proc/self/fd').length,
      handles: process.getActiveResourcesInfo().filter((name) => name !== 'CloseReq').length,
      threads: readdirSync('/proc/self/task').length,
      heap: Math.round(process.memoryUsage().heapUsed / 1_024),
      memory: Math.round(process.memoryUsage.rss() / 1_024),
    }
    const isMore = ['descriptors', 'handles', 'threads'].some((what) => now[what] > before?.[what])
    if (!isMore || performance.now() > until) return now
    await new Promise((later) => setTimeout(later, 5))
  }
}

/** Connections in TIME_WAIT on our side: with these ports at their far end. */
function timeWaitsTo(ports) {
  const ends = ports.map((port) => `:${port.toString(16).toUpperCase().padStart(4, '0')}`)
  const rows = readFileSync('/proc/net/tcp', 'utf8')
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
  return rows.filter(([, , far = '', state]) => state === '06' && ends.some((end) => far.endsWith(end)))
    .length
}

function listen() {
  return new Promise((ready) => {
    const server = createServer((socket) =>
      socket
        .on('error', () => {})
        .resume()
        .end('220 ready\r\n'),
    )
    server.listen(0, '127.0.0.1', () => ready(server))
  })
}

/** What `leaksOf` found, as rows: what it is, before, after, and whether that is no leak. */
export function held({ scans, engine, before, after, listeners, timeWaits, trouble, gone }) {
  return [
    ['file descriptors', before.descriptors, after.descriptors, after.descriptors <= before.descriptors],
    ['handles and timers', before.handles, after.handles, after.handles <= before.handles],
    ['threads', before.threads, after.threads, after.threads <= before.threads],
    ['listeners on the signals', 0, listeners, listeners === 0],
    ['connections in TIME_WAIT', 0, timeWaits, timeWaits === 0],
    ['warnings, unhandled rejections', 0, trouble.length, trouble.length === 0],
    ['heap, KiB', before.heap, after.heap, after.heap - before.heap < 2_048],
    [
      'memory, KiB',
      before.memory,
      after.memory,
      after.memory - before.memory < KEPT + scans * KEPT_EACH[engine],
    ],
    ['process gone after, ms', '', gone, gone <= GONE * 10],
  ]
}

async function main() {
  const { values } = parseArgs({
    options: {
      scans: { type: 'string', default: '1000' },
      engine: { type: 'string', default: 'here' },
      inside: { type: 'boolean' },
    },
  })
  const scans = Number(values.scans)
  const { engine } = values
  if (ENGINES[engine] === undefined) throw new Error(`--engine: expected ${Object.keys(ENGINES).join(', ')}`)
  if (values.inside === true) return await scanMany(scans, engine)
  if (process.platform !== 'linux') return console.log('SKIPPED: what a process holds is read from /proc')
  const facts = await leaksOf(scans, engine)
  const rows = held(facts)
  console.log(
    `${scans} scans by '${engine}', ended in ${Object.keys(WAYS).length} ways: ${Object.keys(WAYS).join(', ')}`,
  )
  printTable([
    ['', 'before', 'after', ''],
    ...rows.map(([...cells]) => [...cells.slice(0, 3), cells[3] ? 'ok' : 'FAILED']),
  ])
  for (const line of facts.trouble.slice(0, 5)) console.log(line)
  process.exitCode = rows.every(([, , , ok]) => ok) ? 0 : 1
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await main()
