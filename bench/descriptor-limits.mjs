// The same scan at hard descriptor limits of 64, 1,024 and 20,000, and with 8 ephemeral ports: what is found, and how
// many ports have which state, must not depend on them. Needs a network namespace, so that nothing else changes.
// Run: npm run bench:limits -- [--ports -] [--limits 64,1024,20000]
import { execFileSync, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { isDeepStrictEqual, parseArgs } from 'node:util'
import { printTable } from './figures.mjs'
import { enterNamespace, mayEnterNamespace, runInNamespace } from './namespace.mjs'

const file = fileURLToPath(import.meta.url)
const command = fileURLToPath(new URL('../dist/cli/main.cjs', import.meta.url))
/** Some say hello, some answer HTTP, some say nothing. */
const SPEAKERS = [
  (socket) => socket.write('SSH-2.0-OpenSSH_9.6\r\n'),
  (socket) =>
    socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nServer: bench\r\nContent-Length: 0\r\n\r\n')),
  () => {},
]
const LISTENERS = 30
const FEW_PORTS = '40000 40007'

/** Rows of what each run found; `undefined` where no namespace can be made. */
export function descriptorLimits({ ports, limits, naming = true }) {
  if (!mayEnterNamespace()) return undefined
  const given = ['--ports', ports, '--limits', limits.join(), ...(naming ? [] : ['--no-naming'])]
  const { stdout, stderr, status } = runInNamespace([file, '--inside', ...given])
  if (status !== 0) throw new Error(`the scans failed: ${stderr}`)
  return JSON.parse(stdout)
}

export function allAlike(rows) {
  const kinds = [false, true].map((services) => rows.filter((row) => row.services === services))
  // Rows of one kind, where there are any.
  return (
    kinds
      .filter((same) => same.length > 0)
      // Compared as data: which state was met first says nothing.
      .every((same) => same.every(({ found }) => isDeepStrictEqual(found, same[0].found)))
  )
}

async function inside({ ports, limits, naming }) {
  enterNamespace()
  const servers = await Promise.all(Array.from({ length: LISTENERS }, (_, nth) => listen(nth)))
  const rows = []
  for (const services of naming ? [false, true] : [false]) {
    for (const limit of limits) rows.push(await scanWith({ ports, limit, services }))
  }
  execFileSync('sysctl', ['-q', '-w', `net.ipv4.ip_local_port_range=${FEW_PORTS}`])
  rows.push(await scanWith({ ports, limit: limits.at(-1), services: false, few: true }))
  for (const server of servers) server.close()
  console.log(JSON.stringify(rows))
  process.exit()
}

function listen(nth) {
  const server = createServer((socket) => {
    socket.on('error', () => {})
    SPEAKERS[nth % SPEAKERS.length](socket)
  })
  return new Promise((resolve) => server.listen(1_000 + 97 * nth, '127.0.0.1', () => resolve(server)))
}

function scanWith({ ports, limit, services, few = false }) {
  const argv = [command, '127.0.0.1', '-p', ports, '--format', 'ndjson', ...(services ? ['-s'] : [])]
  const script = `ulimit -n ${limit}; exec "$@"`
  const child = spawn('bash', ['-c', script, 'bash', process.execPath, ...argv], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const start = performance.now()
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk) => (stdout += chunk))
  child.stderr.on('data', (chunk) => (stderr += chunk))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => {
      if (code !== 0) return reject(new Error(`limit ${limit}: exit ${code}: ${stderr}`))
      resolve({ limit, services, few, seconds: (performance.now() - start) / 1e3, found: foundIn(stdout) })
    })
  })
}

function foundIn(text) {
  const events = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  const open = events
    .filter(({ kind }) => kind === 'port')
    .map(({ port, service }) => [port, service?.name ?? ''])
  const { counts, unprobed } = events.findLast(({ kind, status }) => kind === 'host' && status === 'finished')
  return { open: open.sort((a, b) => a[0] - b[0]), counts, unprobed }
}

async function main() {
  const { values: flags } = parseArgs({
    options: {
      ports: { type: 'string', default: '-' },
      limits: { type: 'string', default: '64,1024,20000' },
      naming: { type: 'boolean', default: true },
      inside: { type: 'boolean' },
    },
    allowNegative: true,
  })
  const options = { ports: flags.ports, limits: flags.limits.split(',').map(Number), naming: flags.naming }
  if (flags.inside === true) return await inside(options)
  const rows = descriptorLimits(options)
  if (rows === undefined) return console.log('SKIPPED: no network namespace can be made here')
  printTable([
    ['descriptors', 'services', 'ephemeral ports', 'seconds', 'open', 'counts', 'unprobed'],
    ...rows.map(({ limit, services, few, seconds, found }) => [
      limit,
      services ? 'named' : '–',
      few ? FEW_PORTS : 'usual',
      seconds.toFixed(1),
      found.open.length,
      JSON.stringify(found.counts),
      found.unprobed,
    ]),
  ])
  console.log(`Goal: the same result in every row of a kind: ${allAlike(rows) ? 'yes' : 'NO'}`)
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await main()
