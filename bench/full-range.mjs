// All 65,535 ports of loopback: the whole command against `nmap -sT -T5` and against `net.connect` used plainly, in
// turns, each a process of its own, in a network namespace of its own where one can be made. Every port that is
// found is held against what listens. Linux with bash.
// Run: npm run bench:range -- [--runs 5] [--only command]
import { spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { median, printTable } from './figures.mjs'
import { enterNamespace } from './namespace.mjs'

const GOAL = 1.8
const LISTENERS = 12
const { values: flags } = parseArgs({
  options: { runs: { type: 'string', default: '5' }, only: { type: 'string' }, dist: { type: 'string' } },
})
const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const alone = enterNamespace()

const node = process.execPath
const command = flags.dist === undefined ? here('../dist/cli/main.cjs') : `${flags.dist}/cli/main.cjs`
const contenders = {
  command: { argv: [node, command, '127.0.0.1', '-p-'], found: inJsonLines },
  nmap: { argv: ['nmap', '-sT', '-T5', '-n', '-Pn', '-p-', '127.0.0.1'], found: inNmapsTable },
  'net.connect': { argv: [node, here('plain-connect.mjs')], found: inJsonLines },
}
if (spawnSync('nmap', ['-V']).error !== undefined) {
  console.log('nmap is not installed: measured without it')
  delete contenders.nmap
}

const servers = await listen()
const runs = Object.fromEntries(chosen().map((name) => [name, []]))
for (let run = 0; run < Number(flags.runs); run++) {
  for (const name of chosen()) runs[name].push(await measure(contenders[name]))
}
for (const server of servers) server.close()
report()

function chosen() {
  return Object.keys(contenders).filter((name) => flags.only === undefined || name === flags.only)
}

async function listen() {
  const ready = Array.from({ length: LISTENERS }, () => {
    const server = createServer((socket) => socket.on('error', () => {}))
    return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
  })
  return await Promise.all(ready)
}

async function measure({ argv, found }) {
  const before = listening()
  const { stdout, times } = await run(argv)
  const after = listening()
  const open = new Set(found(stdout))
  const falseOpens = [...open].filter((port) => !before.has(port) && !after.has(port))
  const missed = [...before].filter((port) => after.has(port) && !open.has(port))
  return { ...times, falseOpens, missed }
}

/** Bash measures: what a child of a child used is seen by nobody else. */
function run(argv) {
  const script = 'TIMEFORMAT="%R %U %S"; time "$@" 2>/dev/null'
  const child = spawn('bash', ['-c', script, 'bash', ...argv], { stdio: ['ignore', 'pipe', 'pipe'] })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk) => (stdout += chunk))
  child.stderr.on('data', (chunk) => (stderr += chunk))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => {
      if (code !== 0) return reject(new Error(`${argv.join(' ')} ended with ${code}: ${stderr}`))
      const [wall, user, system] = stderr.trim().split(' ').map(Number)
      resolve({ stdout, times: { wall, cpu: user + system } })
    })
  })
}

/** The ports that somebody listens on, whatever the address. */
function listening() {
  const LISTEN = '0A'
  const ports = new Set()
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    for (const line of readFileSync(table, 'utf8').trim().split('\n').slice(1)) {
      const [, local, , state] = line.trim().split(/\s+/)
      if (state === LISTEN) ports.add(parseInt(local.split(':')[1], 16))
    }
  }
  return ports
}

function inJsonLines(text) {
  const events = text.trim().split('\n').map(JSON.parse)
  return events.filter(({ kind, state }) => kind === 'port' && state === 'open').map(({ port }) => port)
}

function inNmapsTable(text) {
  return [...text.matchAll(/^(\d+)\/tcp\s+open\s/gm)].map(([, port]) => Number(port))
}

function report() {
  console.log(
    `65,535 loopback ports, ${flags.runs} runs in turns, ${alone ? 'in a namespace of its own' : 'beside whatever else runs'}; medians`,
  )
  const ratioTo = (peer, name, figure) =>
    runs[peer] === undefined ? '–' : (middle(name, figure) / middle(peer, figure)).toFixed(2)
  printTable([
    [
      '',
      'wall s',
      'least',
      'CPU s',
      'wall × nmap',
      'least × nmap',
      'CPU × nmap',
      'wall × net.connect',
      'false opens',
      'missed',
    ],
    ...Object.keys(runs).map((name) => [
      name,
      middle(name, 'wall').toFixed(2),
      least(name).toFixed(2),
      middle(name, 'cpu').toFixed(2),
      ratioTo('nmap', name, 'wall'),
      runs.nmap === undefined ? '–' : (least(name) / least('nmap')).toFixed(2),
      ratioTo('nmap', name, 'cpu'),
      ratioTo('net.connect', name, 'wall'),
      total(name, 'falseOpens'),
      total(name, 'missed'),
    ]),
  ])
  const ratio = ratioTo('nmap', 'command', 'wall')
  console.log(`Goal: at most ${GOAL} × nmap (${ratio}) and no false open (${total('command', 'falseOpens')})`)
}

function middle(name, figure) {
  return median(runs[name].map((run) => run[figure]))
}

/** A run that nobody disturbed. */
function least(name) {
  return Math.min(...runs[name].map(({ wall }) => wall))
}

function total(name, figure) {
  return runs[name].reduce((sum, run) => sum + run[figure].length, 0)
}
