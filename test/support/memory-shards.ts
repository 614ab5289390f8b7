import type { ScanRequest, StoredScan } from '../../src/integrations/server/model.ts'
import type {
  DueShard,
  ShardClaim,
  ShardOutcome,
  ShardProgress,
  ShardStore,
} from '../../src/integrations/server/store/store.ts'

interface Row {
  status: 'pending' | 'in_progress' | 'done' | 'failed'
  attempt: number
  owner?: string
  due: number
  error?: string
}

/** The shards of one scan, in memory, by the rules of the store. */
export interface MemoryShards extends ShardStore {
  readonly scan: StoredScan
  readonly rows: readonly Row[]
  readonly outcomes: (ShardOutcome & { readonly index: number })[]
  readonly told: ShardProgress[]
  cancelled: boolean
  /** Where set, whatever is asked rejects with it. */
  trouble?: Error
}

export const REQUEST: ScanRequest = {
  hosts: ['127.0.0.1'],
  ports: '1-10',
  services: false,
  udp: false,
  timing: 'normal',
  backends: ['connect'],
}

export function storedScan(request: Partial<ScanRequest> = {}, more: Partial<StoredScan> = {}): StoredScan {
  return {
    scan_id: '11111111-1111-4111-8111-111111111111',
    tenant: 'default',
    status: 'pending',
    request: { ...REQUEST, ...request },
    seed: 7,
    shards: 1,
    shards_done: 0,
    created_at: '2026-01-01T00:00:00.000Z',
    ...more,
  }
}

export function memoryShards(scan: StoredScan = storedScan()): MemoryShards {
  const rows: Row[] = Array.from({ length: scan.shards }, () => ({ status: 'pending', attempt: 0, due: 0 }))
  const isOpen = (row: Row): boolean => row.status === 'pending' || row.status === 'in_progress'
  const held = ({ index, attempt }: ShardClaim): Row | undefined => {
    const row = rows[index]!
    return row.status === 'in_progress' && row.attempt === attempt ? row : undefined
  }
  const ask = <Answer>(answer: () => Answer): Promise<Answer> =>
    store.trouble === undefined
      ? new Promise((resolve) => {
          resolve(answer())
        })
      : Promise.reject(store.trouble)
  const store: MemoryShards = {
    scan,
    rows,
    outcomes: [],
    told: [],
    cancelled: false,
    claim: ({ index }, owner, leaseMs) =>
      ask(() => {
        const row = rows[index]
        if (row === undefined || store.cancelled || !isOpen(row) || row.due > Date.now()) return undefined
        Object.assign(row, { status: 'in_progress', owner, due: Date.now() + leaseMs })
        return { scanId: scan.scan_id, index, attempt: ++row.attempt, scan }
      }),
    renew: (claim, leaseMs) =>
      ask(() => {
        const row = held(claim)
        if (store.cancelled) return 'cancelled'
        if (row === undefined) return 'lost'
        row.due = Date.now() + leaseMs
        return 'held'
      }),
    progress: (_claim, progress) => ask(() => void store.told.push(progress)),
    finish: (claim, outcome) =>
      ask(() => {
        const row = held(claim)
        if (row === undefined || store.cancelled) return 'lost'
        row.status = 'done'
        store.outcomes.push({ ...outcome, index: claim.index })
        return 'written'
      }),
    fail: (claim, error, retryMs) =>
      ask(() => {
        const row = held(claim)
        if (row === undefined) return
        const status = retryMs === undefined ? 'failed' : 'pending'
        Object.assign(row, { status, error, due: Date.now() + (retryMs ?? 0) })
      }),
    release: (claim) =>
      ask(() => {
        const row = held(claim)
        if (row !== undefined) Object.assign(row, { status: 'pending', attempt: row.attempt - 1, due: 0 })
      }),
    due: (limit) =>
      ask(() =>
        rows
          .map((row, index) => ({ row, index }))
          .filter(({ row }) => isOpen(row) && row.due <= Date.now())
          .slice(0, limit)
          .map(({ row, index }): DueShard => ({ scanId: scan.scan_id, index, attempts: row.attempt })),
      ),
    waiting: () => ask(() => rows.filter(isOpen).length),
  }
  return store
}
