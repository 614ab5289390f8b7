// The store of the scanning service with a million results in PostgreSQL: how many times a second a host's newest ten
// are read, straight and by `GET /results/:host`, and whether writing keeps up with a scan.
// Run: npm run bench:service -- [--results 1e6] [--seconds 10] [--url postgres://…, a database of its own]
import autocannon from 'autocannon'
import pg from 'pg'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { printTable } from './figures.mjs'
import { loadSource } from './load-source.mjs'

/** Reads a second, the slowest of a hundred in ms, endpoints a second. */
export const GOALS = { reads: 1_000, p99: 50, endpoints: 10_000 }
const TENANT = 'default'
const SCANS = 100

/** Figures by what was done. */
export async function serviceCost({ url, results, seconds }) {
  const kit = await loadSource('../bench/service-kit.ts')
  await emptyDatabase(url)
  const store = await kit.openStore({ url })
  try {
    const hosts = await fill(url, results)
    const reads = await readRate(store, hosts, seconds)
    const http = await requestRate(kit, store, hosts, seconds)
    return { reads, http, writes: await writeRate(store, seconds) }
  } finally {
    await store.close()
  }
}

async function emptyDatabase(url) {
  await query(url, 'drop schema if exists portscan cascade')
}

async function query(url, text, values) {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return await client.query(text, values)
  } finally {
    await client.end()
  }
}

/** A hundred scans of the same hosts, with three open ports each. */
async function fill(url, results) {
  const hosts = Math.ceil(results / SCANS)
  const name = `'10.' || h / 65536 || '.' || h / 256 % 256 || '.' || h % 256`
  const scan = `('00000000-0000-4000-8000-' || lpad(to_hex(i), 12, '0'))::uuid`
  const time = `now() - (${SCANS} - i) * interval '1 hour'`
  const service = (
    port,
    service,
    product,
  ) => `json_build_object('address', ${name}, 'port', ${port}, 'transport', 'tcp',
    'state', 'open', 'reason', 'syn-ack', 'service', json_build_object('name', '${service}', 'product', '${product}',
    'version', '1.22.' || i % 7, 'details', json_build_object('title', 'Welcome'), 'confidence', 'structured',
    'probe', '${service}', 'evidence', '${product} of the host ' || h))`
  const client = new pg.Client(url)
  await client.connect()
  await client.query(`set portscan.tenant = '*'`)
  await client.query(`insert into portscan.scans (id, tenant, status, request, seed, shards, shards_done, finished_at)
    select ${scan}, '${TENANT}', 'done', '{}', i, 1, 1, ${time} from generate_series(1, ${SCANS}) as i`)
  await client.query(`insert into portscan.results
      (scan_id, position, tenant, host, scanned_at, scanned, addresses, open_ports, services, counts, backend, complete)
    select ${scan}, h, '${TENANT}', ${name}, ${time}, '1-1000', json_build_array(${name}), '{22,80,443}',
      json_build_array(${service(22, 'ssh', 'OpenSSH')}, ${service(80, 'http', 'nginx')}, ${service(443, 'http', 'nginx')}),
      '{"open":{"syn-ack":3},"closed":{"conn-refused":997}}', 'connect', true
    from generate_series(1, ${SCANS}) as i, generate_series(1, ${hosts}) as h`)
  await client.query('vacuum analyze portscan.results')
  await client.end()
  return Array.from({ length: hosts }, (_, i) =>
    [10, (i + 1) >> 16, ((i + 1) >> 8) & 255, (i + 1) & 255].join('.'),
  )
}

async function readRate(store, hosts, seconds) {
  const taken = []
  const end = performance.now() + seconds * 1_000
  const before = process.cpuUsage()
  const lane = async () => {
    while (performance.now() < end) {
      const start = performance.now()
      const { items } = await store.results.ofHost(TENANT, anyOf(hosts), { limit: 10 })
      if (items.length !== 10) throw new Error(`${items.length} results of 10`)
      taken.push(performance.now() - start)
    }
  }
  await Promise.all(Array.from({ length: 8 }, lane))
  const { user, system } = process.cpuUsage(before)
  const cpu = (user + system) / 1e3 / taken.length
  return { rate: taken.length / seconds, p99: percentile(taken, 0.99), cpu }
}

async function requestRate({ buildApp, memoryQueue, readSettings }, store, hosts, seconds) {
  const settings = readSettings({}, { allow: ['127.0.0.0/8'], noAuth: true })
  const limits = { ...settings.limits, requests: 1e9 }
  const app = await buildApp({
    store,
    queue: memoryQueue(),
    settings: { ...settings, limits },
    log: { write() {} },
  })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  try {
    const requests = Array.from({ length: 1_000 }, () => ({ path: `/results/${anyOf(hosts)}` }))
    const run = (more) =>
      autocannon({ url, connections: 16, duration: seconds, requests, workers: 1, ...more })
    const most = await run({})
    const steady = await run({ overallRate: GOALS.reads })
    const failed = most.non2xx + most.errors + steady.non2xx + steady.errors
    if (failed > 0) throw new Error(`${failed} requests failed`)
    return { rate: most.requests.average, p99: steady.latency.p99, steady: steady.requests.average }
  } finally {
    await app.close()
  }
}

/** Shards of 20,000 endpoints, 50 open ones among 1,000, one after the other as one worker writes them. */
async function writeRate(store, seconds) {
  const hosts = Array.from({ length: 20 }, (_, i) => `192.0.2.${i}`)
  const request = {
    hosts,
    ports: '1-64000',
    services: true,
    udp: false,
    timing: 'normal',
    backends: ['connect'],
  }
  const { scan } = await store.scans.create({ tenant: TENANT, request, seed: 1, shards: 64 })
  let shards = 0
  const start = performance.now()
  for (let index = 0; index < 64 && performance.now() - start < seconds * 1_000; index++, shards++) {
    const claim = await store.shards.claim({ scanId: scan.scan_id, index }, 'bench', 60_000)
    await store.shards.finish(claim, { backend: 'connect', hosts: hosts.map((host) => found(host, index)) })
  }
  return { rate: (shards * 20_000) / ((performance.now() - start) / 1e3) }
}

function found(host, index) {
  const service = { name: 'http', confidence: 'structured', probe: 'http', evidence: 'nginx', details: {} }
  const ports = Array.from({ length: 50 }, (_, i) => ({
    ...{
      address: host,
      port: index * 1_000 + i * 20 + 1,
      transport: 'tcp',
      state: 'open',
      reason: 'syn-ack',
      service,
    },
  }))
  const counts = { open: { 'syn-ack': 50 }, closed: { 'conn-refused': 950 } }
  return { host, ports, addresses: [host], counts, unprobed: 0, scanned: '1-64000' }
}

function anyOf(items) {
  return items[Math.floor(Math.random() * items.length)]
}

function percentile(values, share) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * share)]
}

async function main() {
  const { values: flags } = parseArgs({
    options: {
      results: { type: 'string', default: '1e6' },
      seconds: { type: 'string', default: '10' },
      url: { type: 'string' },
    },
  })
  const [results, seconds] = [Number(flags.results), Number(flags.seconds)]
  const { postgresqlServer } = await loadSource('../bench/service-kit.ts')
  const server = flags.url === undefined ? await postgresqlServer() : undefined
  try {
    const url = flags.url ?? `postgres://postgres@127.0.0.1:${server.port}/postgres`
    const { reads, http, writes } = await serviceCost({ url, results, seconds })
    printTable([
      ['what', 'a second', 'p99', 'goal'],
      ['`store.results.ofHost`, 8 at once', reads.rate.toFixed(0), `${reads.p99.toFixed(1)} ms`, ''],
      ['`GET /results/:host`, as many as there can be', http.rate.toFixed(0), '', `${GOALS.reads}`],
      [
        `\`GET /results/:host\`, ${GOALS.reads} a second`,
        http.steady.toFixed(0),
        `${http.p99} ms`,
        `${GOALS.p99} ms`,
      ],
      ['endpoints written, 5 % open', writes.rate.toFixed(0), '', `${GOALS.endpoints}`],
    ])
  } finally {
    await server?.stop()
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main()
