// 1,000 peers that flood and 1,000 that drip, named at once: memory, the longest stop of the event loop, what was read
// of each, and whether all sockets are closed soon after; and how much longer than alone healthy peers wait for their
// name beside them, and beside as many ordinary ones: what those cost too is not due to hostility. The peers are on
// loopback, in processes of their own; the hostile ones have the processor only when nobody else wants it.
// Run: npm run lab:hostile -- [--peers 1000]
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { constants, setPriority } from 'node:os'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { printTable } from './figures.mjs'
import { loadSource } from './load-source.mjs'

/** MiB more than before, milliseconds, bytes kept of one endpoint, milliseconds, times as long as alone. */
export const GOAL = { memory: 64, blocked: 50, kept: 262_144, closed: 250, slower: 1.2 }
const DRIP_EVERY = 200
/** Healthy hosts, with a service on each of three ports, and the milliseconds that those take for an answer. */
const HEALTHY = 67
const ANSWER_TIME = 50
/** A peer of so many is named before. */
const WARM_UP = 10
const file = fileURLToPath(import.meta.url)

/** Names them all; `peers` of each kind. */
export async function nameHostilePeers(peers) {
  const children = ['hostile', 'ordinary', 'healthy'].map((kind) => fork(file, ['--serve', kind]))
  try {
    const ports = Object.assign({}, ...(await Promise.all(children.map(portsOf))))
    const { scan } = await loadSource('index.ts')
    // What is loaded and compiled once is there before anything is measured, and the engine's young generation has the
    // size that it takes in any process with hundreds of conversations under way.
    await nameAll(scan, [...hostile(Math.ceil(peers / WARM_UP), ports), ...healthy(ports)])
    const alone = await nameAll(scan, healthy(ports))
    globalThis.gc?.()
    const before = process.memoryUsage.rss()
    const delay = monitorEventLoopDelay({ resolution: 10 })
    delay.enable()
    let most = before
    const timer = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 50)
    globalThis.__w = []
    globalThis.__t0 = performance.now()
    const work = watchWork()
    const started = performance.now()
    const told = await nameAll(scan, [...hostile(peers, ports), ...healthy(ports)])
    const { results, twice, named, kept } = told
    const seconds = (performance.now() - started) / 1e3
    clearInterval(timer)
    const busy = work()
    console.log(
      JSON.stringify(
        globalThis.__w
          .toSorted((a, b) => b[1] - a[1])
          .slice(0, 14)
          .map(([t, d]) => [Math.round(t), Math.round(d)]),
      ),
    )
    delay.disable()
    const ended = performance.now()
    while (sockets() > 0 && performance.now() - ended < 5_000)
      await new Promise((resolve) => setImmediate(resolve))
    const closed = performance.now() - ended
    const control = { waits: [1] }
    return {
      seconds,
      named,
      unaccounted: 2 * peers + 3 * HEALTHY - results + 2 * twice,
      missed: 3 * HEALTHY - told.waits.length,
      alone: waitsOf(alone),
      control: waitsOf(control),
      beside: waitsOf(told),
      memory: (most - before) / 2 ** 20,
      resident: most / 2 ** 20,
      blocked: delay.max / 1e6,
      busy,
      kept,
      closed,
    }
  } finally {
    for (const child of children) child.kill()
  }
}

/** What came of it, without the results themselves: who takes them has the room for them. */
async function nameAll(scan, targets) {
  const told = { results: 0, twice: 0, named: 0, kept: 0, waits: [] }
  const seen = new Set()
  for await (const result of scan(targets, { services: true })) {
    const endpoint = `${result.address} ${result.port}`
    if (seen.has(endpoint)) told.twice++
    seen.add(endpoint)
    told.results++
    const isNamed = result.service.confidence !== 'port-table'
    if (result.tag !== 'healthy') {
      told.kept = Math.max(told.kept, keptOf(result))
      if (isNamed) told.named++
    } else if (isNamed) told.waits.push(Date.now() - Date.parse(result.at))
  }
  return told
}

async function portsOf(child) {
  const [ports] = await once(child, 'message')
  return ports
}

function hostile(peers, { flood, drip }) {
  return [{ host: hosts('127.1', peers), ports: [flood, drip] }]
}

function ordinary(peers, { shell, mail }) {
  return [{ host: hosts('127.3', peers), ports: [shell, mail] }]
}

function hosts(net, count) {
  const last = count - 1
  return `${net}.0.0-${net}.${last >> 8}.${last & 255}`
}

function healthy({ ssh, http, redis }) {
  return [{ host: `127.2.0.1-127.2.0.${HEALTHY}`, ports: [ssh, http, redis], tag: 'healthy' }]
}

/** Milliseconds from the moment when a port was found open until it had its name: in the middle, and the last. */
function waitsOf({ waits }) {
  const sorted = waits.toSorted((a, b) => a - b)
  return { median: sorted[sorted.length >> 1], last: sorted.at(-1) }
}

/** Watches for how long this thread works without a pause; on a busy machine a loop may stop for others' work alone. */
function watchWork() {
  let [last, longest] = [cpuTime(), 0]
  if (last === undefined) return () => undefined
  const timer = setInterval(() => {
    const now = cpuTime()
    globalThis.__w.push([performance.now() - globalThis.__t0, now - last])
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

/** A server that answers each time in its own way, like one that is some way off. */
function answering(reply, greeting) {
  return createServer((socket) => {
    const say = (text) => setTimeout(() => socket.writable && socket.write(text), ANSWER_TIME)
    if (greeting !== undefined) say(greeting)
    socket
      .on('error', () => {})
      .on('data', (heard) => {
        const text = reply(heard.toString('latin1'))
        if (text === undefined) setTimeout(() => socket.end(), ANSWER_TIME)
        else say(text)
      })
  })
}

const PAGE = 'HTTP/1.1 200 OK\r\nServer: nginx/1.24.0\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok'

/** Whoever connects is flooded on one port, and fed drop by drop on another. */
function hostileServers() {
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
  setPriority(constants.priority.PRIORITY_LOW)
  return { flood, drip }
}

/** They greet, and that is all. */
function ordinaryServers() {
  const greeting = (text) => createServer((socket) => socket.on('error', () => {}).write(text))
  return { shell: greeting('SSH-2.0-OpenSSH_9.6\r\n'), mail: greeting('220 mail.example ESMTP Postfix\r\n') }
}

/** They greet or answer as they should. */
function healthyServers() {
  const http = answering((heard) => (heard.startsWith('GET ') ? PAGE : undefined))
  const redis = answering((heard) =>
    heard.startsWith('GET ')
      ? "-ERR wrong number of arguments for 'get' command\r\n"
      : heard.includes('PING')
        ? '+PONG\r\n'
        : '-NOAUTH Authentication required.\r\n',
  )
  return { ssh: answering(() => undefined, 'SSH-2.0-OpenSSH_9.6\r\n'), http, redis }
}

const KINDS = { hostile: hostileServers, ordinary: ordinaryServers, healthy: healthyServers }

async function serve(kind) {
  const ports = {}
  for (const [name, server] of Object.entries(KINDS[kind]())) {
    server.listen(0, '0.0.0.0', 4_096)
    await once(server, 'listening')
    ports[name] = server.address().port
  }
  process.send(ports)
  process.on('disconnect', () => process.exit())
}

async function main() {
  const { values: flags } = parseArgs({ options: { peers: { type: 'string', default: '1000' } } })
  const peers = Number(flags.peers)
  const told = await nameHostilePeers(peers)
  const { seconds, named, unaccounted, memory, resident, blocked, busy, kept, closed } = told
  const { missed, alone, control, beside } = told
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
  const [median, last] = [beside.median / alone.median, beside.last / alone.last]
  const ratios = (one, other) =>
    [one.median / other.median, one.last / other.last].map((ratio) => ratio.toFixed(2))
  const times = (text, { median, last }) => [text, median.toFixed(0), last.toFixed(0)]
  console.log(`\n${3 * HEALTHY} healthy peers beside them, ${missed} without their name`)
  printTable([
    ['', 'named after ms (median)', 'the last after ms'],
    times('alone', alone),
    times('beside as many ordinary ones', control),
    times('beside them', beside),
    ['ratio to alone', median.toFixed(2), last.toFixed(2)],
    ['ratio to ordinary ones', ...ratios(beside, control)],
  ])
  console.log(
    `Goal: none named, none missing, at most ${GOAL.memory} MiB more, ${GOAL.blocked} ms, ${GOAL.kept} bytes, ${GOAL.closed} ms; healthy ones at most ${GOAL.slower} times as long`,
  )
  const slow = missed > 0 || Math.max(median, last) > GOAL.slower
  const wrong =
    slow || named + unaccounted > 0 || memory > GOAL.memory || kept > GOAL.kept || closed > GOAL.closed
  process.exitCode = wrong || (busy ?? blocked) > GOAL.blocked ? 1 : 0
}

if (process.argv[2] === '--serve') await serve(process.argv[3])
else if (process.argv[1] === file) await main()
