import { randomUUID } from 'node:crypto'
import type { HostResult, Progress, ScanRequest, StoredScan } from '../../src/integrations/server/model.ts'
import type {
  AuditRow,
  HostSummary,
  KeyRow,
  Page,
  PageOptions,
  ScanEventRow,
  Store,
} from '../../src/integrations/server/store/store.ts'

/** A store without a database, for tests of what asks one. No worker can work on it: results are put in by hand. */
export interface MemoryStore extends Store {
  /** Ends a scan with these results. */
  end(scanId: string, results?: readonly Partial<HostResult>[], status?: Progress): void
  say(scanId: string, type: ScanEventRow['type'], data: unknown): void
  /** From now on every question to the store fails with it; `undefined` mends it. */
  break(error: Error | undefined): void
}

interface Kept {
  scan: StoredScan
  readonly idempotency?: { readonly key: string; readonly hash: string } | undefined
  readonly events: ScanEventRow[]
  results: HostResult[]
}

export function memoryStore(): MemoryStore {
  const scans: Kept[] = []
  const keys: (KeyRow & { hash: Uint8Array; prefix: string })[] = []
  const audit: AuditRow[] = []
  let trouble: Error | undefined
  let clock = Date.parse('2026-01-01T00:00:00.000Z')
  const now = (): string => new Date((clock += 1_000)).toISOString()
  const of = (tenant: string, id: string): Kept | undefined =>
    scans.find(({ scan }) => scan.tenant === tenant && scan.scan_id === id)
  const newest = (tenant: string): HostResult[] =>
    scans
      .filter(({ scan }) => scan.tenant === tenant)
      .flatMap(({ results }) => results)
      .sort((a, b) => (a.scanned_at < b.scanned_at ? 1 : -1))
  const notHere = (): never => {
    throw new Error('no worker works on a store in memory')
  }
  const store: MemoryStore = {
    scans: {
      async create({ tenant, request, seed, shards, idempotency, traceparent, scheduleId }) {
        const same = scans.find(
          (one) => one.scan.tenant === tenant && idempotency && one.idempotency?.key === idempotency.key,
        )
        if (same)
          return same.idempotency?.hash === idempotency?.hash ? { scan: same.scan, fresh: false } : 'conflict'
        const scan: StoredScan = {
          scan_id: randomUUID(),
          tenant,
          status: 'pending',
          request,
          seed,
          shards,
          shards_done: 0,
          created_at: now(),
          ...(traceparent !== undefined && { traceparent }),
          ...(scheduleId !== undefined && { schedule_id: scheduleId }),
        }
        scans.push({ scan, idempotency, events: [], results: [] })
        return { scan, fresh: true }
      },
      get: async (tenant, id) => of(tenant, id)?.scan,
      list: async (tenant, page) =>
        cut(
          scans
            .map(({ scan }) => scan)
            .filter((scan) => scan.tenant === tenant)
            .reverse(),
          page,
        ),
      hosts: async (tenant, id) => {
        const kept = of(tenant, id)
        return kept?.scan.request.hosts.map((host) => ({
          host,
          status: kept.scan.status,
          done: kept.scan.shards_done,
          shards: kept.scan.shards,
          attempts: 0,
        }))
      },
      async cancel(tenant, id) {
        const kept = of(tenant, id)
        if (kept === undefined) return undefined
        if (kept.scan.status === 'done' || kept.scan.status === 'failed') return 'ended'
        kept.scan = { ...kept.scan, status: 'cancelled', finished_at: now() }
        return 'cancelled'
      },
      events: async (tenant, id, after, limit) =>
        (of(tenant, id)?.events ?? []).filter(({ seq }) => seq > after).slice(0, limit),
      unfinished: async (tenant) =>
        scans.filter(({ scan }) => scan.tenant === tenant && ['pending', 'in_progress'].includes(scan.status))
          .length,
      prune: notHere,
    },
    shards: {
      claim: notHere,
      renew: notHere,
      progress: notHere,
      finish: notHere,
      fail: notHere,
      release: notHere,
      due: notHere,
      waiting: async () => 0,
    },
    results: {
      ofHost: async (tenant, host, { scanId, ...page }) =>
        cut(
          newest(tenant).filter(
            (one) => one.host === host && (scanId === undefined || one.scan_id === scanId),
          ),
          page,
        ),
      async *ofScan(tenant, id) {
        await Promise.resolve()
        yield* of(tenant, id)?.results ?? []
      },
      async hosts(tenant, page) {
        const last = new Map<string, HostSummary>()
        for (const { host, scanned_at, scan_id, open_ports } of newest(tenant)) {
          if (!last.has(host)) last.set(host, { host, scanned_at, scan_id, open_ports })
        }
        return cut(
          [...last.values()].sort((a, b) => (a.host < b.host ? -1 : 1)),
          page,
        )
      },
    },
    keys: {
      async create(key, prefix, hash) {
        const row = { ...key, created_at: now() }
        keys.push({ ...row, prefix, hash })
        return row
      },
      withPrefix: async (prefix) => keys.filter((key) => key.prefix === prefix),
      list: async (tenant) =>
        keys.filter((key) => key.tenant === tenant).map(({ hash: _hash, prefix: _prefix, ...row }) => row),
      async used(id) {
        const at = keys.findIndex((key) => key.id === id)
        if (at >= 0) keys[at] = { ...keys[at]!, last_used_at: now() }
      },
      async revoke(tenant, id) {
        const at = keys.findIndex((key) => key.tenant === tenant && key.id === id)
        if (at >= 0) keys.splice(at, 1)
        return at >= 0
      },
    },
    audit: {
      async add(rows) {
        for (const row of rows) audit.push({ ...row, at: now() })
      },
      list: async (tenant, page) => cut(audit.filter((row) => row.tenant === tenant).reverse(), page),
    },
    ready: async () => undefined,
    close: async () => undefined,
    end(id, results = [], status = 'done') {
      const kept = scans.find(({ scan }) => scan.scan_id === id)!
      const at = now()
      kept.scan = { ...kept.scan, status, shards_done: kept.scan.shards, started_at: at, finished_at: now() }
      kept.results = results.map((result) => ({
        ...usualResult(kept.scan.request),
        scan_id: id,
        scanned_at: at,
        ...result,
      }))
    },
    say(id, type, data) {
      const { events } = scans.find(({ scan }) => scan.scan_id === id)!
      events.push({ scan_id: id, seq: events.length + 1, at: now(), type, data })
    },
    break(error) {
      trouble = error
    },
  }
  return guarded(store, () => trouble)
}

function usualResult({ hosts, ports }: ScanRequest): Omit<HostResult, 'scan_id' | 'scanned_at'> {
  const host = hosts[0]!
  return {
    host,
    scanned: ports,
    open_ports: [],
    services: [],
    addresses: [host],
    counts: {},
    backend: 'connect',
    complete: true,
  }
}

/** A cursor is the place of the next item. */
function cut<Item>(items: readonly Item[], { limit, cursor = '0' }: PageOptions): Page<Item> {
  const from = Number(cursor) || 0
  const more = from + limit < items.length
  return { items: items.slice(from, from + limit), ...(more && { cursor: String(from + limit) }) }
}

/** Each part of the store asks first whether it is broken. */
function guarded(store: MemoryStore, trouble: () => Error | undefined): MemoryStore {
  const guard = <Part extends object>(part: Part): Part =>
    new Proxy(part, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name)
        if (typeof member !== 'function') return member
        return (...given: unknown[]): unknown => {
          const error = trouble()
          return error === undefined ? (member.apply(target, given) as unknown) : Promise.reject(error)
        }
      },
    })
  const parts = ['scans', 'shards', 'results', 'keys', 'audit'] as const
  return {
    ...store,
    ...Object.fromEntries(parts.map((part) => [part, guard(store[part])])),
    ready: () => (trouble() === undefined ? store.ready() : Promise.reject(trouble()!)),
  }
}
