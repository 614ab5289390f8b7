// What a scanning service would answer that has scanned the sample network twice and is scanning a part of it again, for
// pictures and tests of the page.
import { sampleReports } from './sample-network.mjs'

const SCANS = {
  before: '0193a1f0-6c11-7d1e-9a70-3f1f5a0d4b01',
  after: '0193c5f9-1a7c-7f44-8c1d-52f7a9e0c802',
  running: '0193ca3e-88d5-7b32-b6a4-1e0c9d7f2a03',
}
export const runningScan = SCANS.running

/** The time at which it is all seen. */
export const sampleNow = Date.parse('2026-11-21T09:12:00.000Z')

/** The answer to `GET path`, or `undefined` where there is none. */
export function sampleAnswers() {
  const { before, after } = sampleReports()
  const scans = {
    [SCANS.after]: resultsOf(after, SCANS.after),
    [SCANS.before]: resultsOf(before, SCANS.before),
  }
  return (path, query) => {
    const [, first, second, third] = path.split('/')
    if (path === '/hosts') return { items: [...scans[SCANS.after].values()].map(summary) }
    if (path === '/scans')
      return {
        items: [running(), ...[after, before].map((report, at) => ended(report, Object.keys(scans)[at]))],
      }
    if (first === 'results') return Object.values(scans).flatMap((hosts) => hosts.get(second) ?? [])
    if (first === 'diff')
      return difference(scans, second, query.get('from') ?? SCANS.before, query.get('to') ?? SCANS.after)
    if (first === 'scan' && second === 'status') return statuses(third)
    return undefined
  }
}

/** Messages of the stream of the running scan. */
export function sampleEvents() {
  const { after } = sampleReports()
  const ports = after.hosts
    .slice(0, 7)
    .flatMap(({ address, ports }) => ports.slice(0, 3).map((port) => ({ ...shown(port), host: address })))
  const events = [
    ...ports.map((data) => ['port', data]),
    ['progress', { shard: 0, fraction: 0.58, open: ports.length }],
  ]
  return events.map(
    ([type, data], at) =>
      `id: ${at + 1}\nevent: ${type}\ndata: ${JSON.stringify({ at: '2026-11-21T09:12:00.000Z', ...data })}\n\n`,
  )
}

function resultsOf(report, scan_id) {
  return new Map(report.hosts.map((host) => [host.address, resultOf(host, report, scan_id)]))
}

function resultOf({ address, ports, scanned, counts }, { finished }, scan_id) {
  const open = ports.filter(({ state }) => state === 'open')
  return {
    scan_id,
    host: address,
    scanned_at: finished,
    scanned,
    open_ports: [...new Set(open.map(({ port }) => port))].sort((a, b) => a - b),
    services: open.map(shown),
    addresses: [address],
    counts,
    backend: 'connect',
    complete: true,
  }
}

function shown({ address, port, transport, state, reason, service }) {
  return { address, port, transport, state, reason, ...(service && { service }) }
}

function summary({ host, scanned_at, scan_id, open_ports }) {
  return { host, scanned_at, scan_id, open_ports }
}

function difference(scans, host, from, to) {
  const earlier = scans[from]?.get(host)
  const later = scans[to]?.get(host)
  const none = { host, newly_opened: [], newly_closed: [], changed_services: [] }
  if (!earlier || !later) return { ...none, note: 'There are fewer than two scans of this host.' }
  const [old, now] = [earlier, later].map(
    ({ services }) => new Map(services.map((port) => [`${port.port}/${port.transport}`, port])),
  )
  return {
    host,
    newly_opened: [...now].filter(([key]) => !old.has(key)).map(([, { port }]) => port),
    newly_closed: [...old].filter(([key]) => !now.has(key)).map(([, { port }]) => port),
    changed_services: [...now].flatMap(([key, port]) => {
      const was = old.get(key)
      if (!was || was.service?.version === port.service?.version) return []
      return {
        port: port.port,
        transport: port.transport,
        changes: ['version'],
        before: was.service,
        after: port.service,
      }
    }),
    from: { scan_id: from, scanned_at: earlier.scanned_at },
    to: { scan_id: to, scanned_at: later.scanned_at },
  }
}

function ended({ started, finished, hosts }, scan_id) {
  return {
    scan_id,
    status: 'done',
    created_at: started,
    started_at: started,
    finished_at: finished,
    shards: 2,
    shards_done: 2,
    request: {
      hosts: hosts.map(({ address }) => address),
      ports: 'top-1000',
      services: true,
      timing: 'normal',
    },
  }
}

function running() {
  const hosts = statuses(SCANS.running).map(({ host }) => host)
  return {
    scan_id: SCANS.running,
    status: 'in_progress',
    created_at: '2026-11-21T09:11:12.000Z',
    started_at: '2026-11-21T09:11:13.000Z',
    shards: 4,
    shards_done: 2,
    request: { hosts, ports: '1-65535', services: true, timing: 'normal' },
  }
}

function statuses(scanId) {
  if (scanId !== SCANS.running)
    return scanId === SCANS.after || scanId === SCANS.before ? [done('192.0.2.10')] : undefined
  const { hosts } = sampleReports().after
  return hosts.slice(0, 7).map(({ address: host }, at) => {
    if (at < 3) return done(host)
    if (at === 3)
      return {
        ...done(host),
        status: 'failed',
        attempts: 3,
        error: 'No backend could scan it: the address is not routed.',
      }
    if (at === 6) return { host, status: 'pending', done: 0, shards: 4, attempts: 0 }
    return {
      host,
      status: 'in_progress',
      done: 2,
      shards: 4,
      attempts: 1,
      started_at: '2026-11-21T09:11:13.000Z',
    }
  })
}

function done(host) {
  return {
    host,
    status: 'done',
    done: 4,
    shards: 4,
    attempts: 1,
    started_at: '2026-11-21T09:11:13.000Z',
    finished_at: '2026-11-21T09:11:50.000Z',
  }
}
