// Names real servers on odd ports of loopback, ours and `nmap -sV` on the same ports: what is right, and how
// long it takes. Servers that are not installed are left out, and said so. Run: npm run bench:naming
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { printTable } from './figures.mjs'
import { loadSource } from './load-source.mjs'
import { servers } from './naming/servers.mjs'

const command = fileURLToPath(new URL('../dist/cli/main.cjs', import.meta.url))
/** What nmap calls a service. */
const ALIASES = { dns: ['domain'], memcached: ['memcached', 'memcache'], ftp: ['ftp'] }

const tools = {
  ours: (ports) => [process.execPath, command, '127.0.0.1', '-p', ports, '-sV', '-f', 'ndjson'],
  nmap: (ports) => ['nmap', '-sT', '-sV', '-n', '-Pn', '-T4', '-p', ports, '-oX', '-', '127.0.0.1'],
}
const readers = { ours: readEvents, nmap: readXml }

const { findProgram, startServer } = await loadSource('../test/support/real-server.ts')
const running = []
try {
  await startAll()
  const compared = Object.keys(tools).filter(
    (tool) => tool !== 'nmap' || spawnSync('nmap', ['-V']).error === undefined,
  )
  const runs = {}
  for (const tool of compared) runs[tool] = await nameAll(tool)
  print(compared, runs)
} finally {
  await Promise.all(running.map(({ at }) => at.stop()))
}

async function startAll() {
  for (const server of servers) {
    const missing = server.programs.filter((program) => findProgram(program) === undefined)
    if (missing.length > 0)
      console.log(`left out: ${server.product.source} (not installed: ${missing.join(', ')})`)
    else
      running.push({ ...server, at: await startServer(server.prepare), version: installed(server.package) })
  }
}

/** The version of a Debian package as its authors gave it: without epoch, revision and what was added to the source. */
function installed(name) {
  const { stdout } = spawnSync('dpkg-query', ['-W', '-f', '${Version}', name], { encoding: 'utf8' })
  return /^(?:\d+:)?(.+?)(?:[+~]|-[^-]*$|$)/.exec(stdout ?? '')?.[1]
}

async function nameAll(tool) {
  const ports = running.map(({ at }) => at.port).join()
  const [program, ...args] = tools[tool](ports)
  const started = performance.now()
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text) => (output += text))
  await once(child, 'close')
  return { seconds: (performance.now() - started) / 1e3, found: readers[tool](output) }
}

function readEvents(output) {
  const events = output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  const ports = events.filter(({ kind, service }) => kind === 'port' && service !== undefined)
  return new Map(ports.map(({ port, service }) => [port, { ...service, tls: isInside(service.tls) }]))
}

/** After STARTTLS the first words were in clear, and the service is no other. */
function isInside(tls) {
  return tls !== undefined && tls.starttls === undefined
}

function readXml(output) {
  const ports = [...output.matchAll(/<port [^>]*portid="(\d+)">.*?<\/port>/gs)]
  return new Map(
    ports.map(([text, port]) => {
      const field = (name) => new RegExp(`<service [^>]*\\b${name}="([^"]*)"`).exec(text)?.[1]
      return [
        Number(port),
        {
          name: field('name'),
          product: field('product'),
          version: field('version'),
          tls: field('tunnel') === 'ssl',
        },
      ]
    }),
  )
}

function judged({ service, product, version, unsaid, tls = false, at }, found) {
  const said = found.get(at.port) ?? {}
  const right = said.tls === tls && [service, ...(ALIASES[service] ?? [])].includes(said.name)
  return {
    text: [said.tls ? 'tls' : '', said.name ?? '', said.product ?? '', said.version ?? '']
      .filter(Boolean)
      .join(' '),
    service: right,
    product: right && product.test(said.product ?? ''),
    // A version that nobody is told cannot be right; one that differs is wrong all the same.
    version: !unsaid && right && said.version !== undefined && said.version.startsWith(version),
  }
}

function print(compared, runs) {
  const of = Object.fromEntries(
    compared.map((tool) => [tool, running.map((server) => judged(server, runs[tool].found))]),
  )
  printTable([
    ['server', 'version', ...compared],
    ...running.map((server, nth) => [
      `${server.service}${server.tls ? ' in TLS' : ''}: ${server.product.source}`,
      server.version,
      ...compared.map((tool) => of[tool][nth].text || '–'),
    ]),
  ])
  console.log()
  const told = running.filter(({ unsaid }) => !unsaid).length
  const count = (tool, field) => of[tool].filter((row) => row[field]).length
  printTable([
    ['', 'services', 'products', 'versions', 'seconds'],
    ...compared.map((tool) => [
      tool,
      `${count(tool, 'service')} of ${running.length}`,
      `${count(tool, 'product')} of ${running.length}`,
      `${count(tool, 'version')} of ${told}`,
      runs[tool].seconds.toFixed(1),
    ]),
  ])
}
