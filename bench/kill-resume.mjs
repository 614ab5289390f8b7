// Stops the real command at random moments, goes on from its checkpoint, and compares the parts with one whole run.
// By SIGKILL, which nobody can prepare for, and by SIGINT. On loopback; only processes that it started are stopped.
// Run: npm run lab:checkpoint -- [--moments 20] [--seed 1] [--at-once 4]
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { printTable } from './figures.mjs'

const command = fileURLToPath(new URL('../dist/cli/main.cjs', import.meta.url))
const RATE = 1_000
const HOSTS = 15
const FIRST_PORT = 20_000
const PORTS = 500
/** Seconds between two checkpoints, and how late one may be on a busy machine. */
const EVERY = 2
const LATE = 1

const { values } = parseArgs({
  options: {
    moments: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    'at-once': { type: 'string', default: '4' },
  },
})
const random = seeded(Number(values.seed))
const folder = mkdtempSync(join(tmpdir(), 'kill-resume-'))
const servers = await listen([3, 77, 250, 498].map((port) => FIRST_PORT + port))
try {
  process.exitCode = await main()
} finally {
  for (const server of servers) server.close()
  rmSync(folder, { recursive: true })
}

async function main() {
  const whole = await part('whole', {})
  const length = whole.took
  const rows = []
  for (const signal of ['SIGKILL', 'SIGINT']) {
    const moments = Array.from({ length: Number(values.moments) }, () => [random(), random()])
    const runs = await atOnce(Number(values['at-once']), moments, (shares, number) =>
      interrupted(
        `${signal}-${number}`,
        signal,
        shares.map((share) => share * length),
      ),
    )
    rows.push(judge(signal, runs, whole.results))
  }
  const head = [
    'stopped by',
    'moments',
    'lost',
    'wrong',
    'twice, at most',
    'allowed',
    'stops in mid scan',
    '',
  ]
  printTable([head, ...rows])
  return rows.every((row) => row.at(-1) === 'ok') ? 0 : 1
}

/** A scan that is stopped twice, and brought to its end. */
async function interrupted(name, signal, moments) {
  const parts = []
  for (const [index, moment] of [...moments, undefined].entries()) {
    const resume = parts.some(({ kept }) => kept) ? join(folder, `${name}.checkpoint`) : undefined
    parts.push(await part(`${name}-${index}`, { name, signal, moment, resume }))
    if (!parts.at(-1).stopped) break
  }
  return parts
}

function judge(signal, runs, whole) {
  let [lost, wrong, twice, stops] = [0, 0, 0, 0]
  for (const parts of runs) {
    const found = parts.flatMap(({ results }) => [...results])
    const union = new Map(found)
    for (const key of whole.keys()) if (!union.has(key)) lost++
    for (const [key, state] of found) if (whole.get(key) !== state) wrong++
    twice = Math.max(twice, found.length - union.size)
    stops += parts.filter(({ stopped, results }) => stopped && results.size > 0).length
  }
  // By a signal, what the consumer had in hand; by a kill, all since the last checkpoint. Both times for two stops.
  const allowed = 2 * (signal === 'SIGINT' ? 1 : RATE * (EVERY + LATE))
  const ok = lost === 0 && wrong === 0 && twice <= allowed
  return [signal, runs.length, lost, wrong, twice, allowed, stops, ok ? 'ok' : 'FAILED']
}

/** Runs the command until it ends or is stopped. */
async function part(file, { name = file, signal, moment, resume }) {
  const output = join(folder, `${file}.ndjson`)
  const checkpoint = join(folder, `${name}.checkpoint`)
  const args = [
    command,
    ...['localhost', `127.0.0.2-${HOSTS}`, '-4', '--ports', `${FIRST_PORT}-${FIRST_PORT + PORTS - 1}`],
    ...['--states', 'all', '--rate', String(RATE), '--seed', '7', '--quiet', '--format', 'ndjson'],
    ...['--checkpoint', checkpoint, '-o', output],
    ...(resume === undefined ? [] : ['--resume', resume]),
  ]
  const started = performance.now()
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] })
  const timer = moment === undefined ? undefined : setTimeout(() => child.kill(signal), moment)
  const code = await new Promise((ended) => child.once('exit', ended))
  clearTimeout(timer)
  const stopped = code !== 0
  const results = resultsIn(output)
  // A signal that comes before the program has begun to run ends it as a kill does.
  const killed = code === null && (signal === 'SIGKILL' || results.size === 0)
  if (code !== 0 && !(moment !== undefined && (killed || code === 130)))
    throw new Error(`the command ended with exit code ${code}`)
  return {
    results,
    stopped,
    kept: existsSync(checkpoint),
    took: performance.now() - started,
  }
}

/** What a file holds, by endpoint; a line that was cut off by the kill is no result. */
function resultsIn(file) {
  const results = new Map()
  if (!existsSync(file)) return results
  const text = readFileSync(file, 'utf8')
  for (const line of text.slice(0, text.lastIndexOf('\n') + 1).split('\n')) {
    const event = line === '' ? {} : JSON.parse(line)
    if (event.kind === 'port') results.set(`${event.address}:${event.port}`, event.state)
  }
  return results
}

async function atOnce(most, items, work) {
  const results = []
  const left = items.entries()
  const worker = async () => {
    for (const [index, item] of left) results[index] = await work(item, index)
  }
  await Promise.all(Array.from({ length: most }, worker))
  return results
}

function listen(ports) {
  return Promise.all(
    ports.map(
      (port) =>
        new Promise((ready) => {
          const server = createServer((socket) => socket.on('error', () => {}).resume())
          server.listen(port, '0.0.0.0', () => ready(server))
        }),
    ),
  )
}

/** A small generator (mulberry32), so that a run can be repeated. */
function seeded(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
