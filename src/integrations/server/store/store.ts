import type { StateCounts } from 'portscan-core'
import type {
  HostProgress,
  HostResult,
  OpenPort,
  Backend,
  Scope,
  ScanRequest,
  StoredScan,
  Tenant,
} from '../model.ts'

/** A scan that is to be kept, and split in shards. */
export interface NewScan {
  readonly tenant: Tenant
  readonly request: ScanRequest
  readonly seed: number
  readonly shards: number
  /** The same key with the same request within 24 hours is the same scan; with another it is refused. */
  readonly idempotency?: { readonly key: string; readonly hash: string }
  readonly traceparent?: string
  readonly scheduleId?: string
}

/** One piece of work: a share of a scan's endpoints. */
export interface ShardRef {
  readonly scanId: string
  readonly index: number
}

/** A shard that somebody should take. */
export interface DueShard extends ShardRef {
  /** How often it was begun. */
  readonly attempts: number
}

/** How far one shard is. */
export interface ShardProgress {
  /** 0 to 1. */
  readonly fraction: number
  /** Open ports that it found so far. */
  readonly open: number
}

/** A shard that one worker has, until its lease ends or somebody else has a later attempt. */
export interface ShardClaim extends ShardRef {
  /** 1 and up; whoever writes is checked against it, so that a worker that slept too long writes nothing. */
  readonly attempt: number
  readonly scan: StoredScan
}

/** What a shard found of one host. */
export interface ShardHost {
  readonly host: string
  readonly ports: readonly OpenPort[]
  /** The addresses that were scanned; the same in each shard. */
  readonly addresses: readonly string[]
  /** Ports of this shard by state and reason; those of all shards are added up. */
  readonly counts: StateCounts
  /** Ports of this shard that got no verdict. */
  readonly unprobed: number
  /** Which ports of the host the whole scan looks at, as a port specification. */
  readonly scanned: string
  /** Why nothing of it was scanned: it could not be resolved, policy forbids it. */
  readonly error?: string
}

export interface ShardOutcome {
  readonly backend: Backend
  readonly hosts: readonly ShardHost[]
}

/** What is said of a scan while it goes on, numbered from 1 in each scan. */
export interface ScanEventRow {
  readonly scan_id: string
  readonly seq: number
  readonly at: string
  readonly type: 'scan' | 'host' | 'port' | 'progress'
  readonly data: unknown
}

export interface Page<Item> {
  readonly items: readonly Item[]
  /** Where to go on; none at the end. */
  readonly cursor?: string
}

export interface PageOptions {
  /** 1 to 1,000. */
  readonly limit: number
  readonly cursor?: string
}

export interface HostSummary {
  readonly host: string
  readonly scanned_at: string
  readonly scan_id: string
  readonly open_ports: readonly number[]
}

export interface KeyRow {
  readonly id: string
  readonly tenant: Tenant
  readonly name: string
  readonly scopes: readonly Scope[]
  readonly created_at: string
  readonly expires_at?: string
  readonly last_used_at?: string
}

/** Scans: asked for, shared out, ended. */
export interface ScanStore {
  /** Keeps the scan, its hosts and its shards in one transaction. `conflict`: the key was used for another request. */
  create(scan: NewScan): Promise<{ readonly scan: StoredScan; readonly fresh: boolean } | 'conflict'>
  get(tenant: Tenant, scanId: string): Promise<StoredScan | undefined>
  list(tenant: Tenant, page: PageOptions): Promise<Page<StoredScan>>
  hosts(tenant: Tenant, scanId: string): Promise<readonly HostProgress[] | undefined>
  /** Shards not begun are taken back; those under way end at their next sign of life. `ended`: too late. */
  cancel(tenant: Tenant, scanId: string): Promise<'cancelled' | 'ended' | undefined>
  /** Events after that number, in order. */
  events(tenant: Tenant, scanId: string, after: number, limit: number): Promise<readonly ScanEventRow[]>
  /** Scans of a tenant that are not ended. */
  unfinished(tenant: Tenant): Promise<number>
  /** Throws away all that belongs to scans, of whatever tenant, that ended before then. Resolves to how many these were. */
  prune(before: Date): Promise<number>
}

/** Shards: who has which, and what came of them. */
export interface ShardStore {
  /** Takes the shard for `leaseMs`; none when it is done, cancelled, not yet due again, or somebody's. */
  claim(shard: ShardRef, owner: string, leaseMs: number): Promise<ShardClaim | undefined>
  /** `lost`: somebody else has it by now. `cancelled`: nobody wants it any more. */
  renew(claim: ShardClaim, leaseMs: number): Promise<'held' | 'lost' | 'cancelled'>
  /** An event of the scan, type `progress`. Nothing happens where somebody else has the shard by now. */
  progress(claim: ShardClaim, progress: ShardProgress): Promise<void>
  /**
   * Results, events and "done" in one transaction; when it was the last shard, the hosts' results, the end of the scan
   * and what is to be told of it too. `lost`: somebody else has it; nothing was written.
   */
  finish(claim: ShardClaim, outcome: ShardOutcome): Promise<'written' | 'lost'>
  /** Gives it back, to be tried again after `retryMs`; without it the shard, its hosts and the scan have failed. */
  fail(claim: ShardClaim, error: string, retryMs?: number): Promise<void>
  /**
   * Gives it back, due at once, and takes the attempt back too: its worker is closed, which says nothing of the shard.
   * Nothing happens where somebody else has it by now.
   */
  release(claim: ShardClaim): Promise<void>
  /** Shards that somebody should take: never begun, due again, or whose lease is over. Those due longest come first. */
  due(limit: number): Promise<readonly DueShard[]>
  /** Shards that wait or are under way. */
  waiting(): Promise<number>
}

/** Results: what was found, host by host. */
export interface ResultStore {
  /** Newest first. */
  ofHost(
    tenant: Tenant,
    host: string,
    options: PageOptions & { readonly scanId?: string },
  ): Promise<Page<HostResult>>
  ofScan(tenant: Tenant, scanId: string): AsyncIterable<HostResult>
  hosts(tenant: Tenant, page: PageOptions): Promise<Page<HostSummary>>
}

/** Keys, by the SHA-256 of their secret. */
export interface KeyStore {
  create(key: Omit<KeyRow, 'created_at' | 'last_used_at'>, prefix: string, hash: Uint8Array): Promise<KeyRow>
  /** Those with this prefix that have not expired: the caller compares the hashes in constant time. */
  withPrefix(prefix: string): Promise<readonly (KeyRow & { readonly hash: Uint8Array })[]>
  /** Revoked ones are gone; expired ones are there. */
  list(tenant: Tenant): Promise<readonly KeyRow[]>
  /** The key was used just now. */
  used(id: string): Promise<void>
  revoke(tenant: Tenant, id: string): Promise<boolean>
}

export interface AuditRow {
  readonly at: string
  readonly tenant: Tenant
  readonly key_id?: string
  readonly action: string
  readonly detail: unknown
}

/** Appended to, never changed. */
export interface AuditStore {
  add(rows: readonly Omit<AuditRow, 'at'>[]): Promise<void>
  list(tenant: Tenant, page: PageOptions): Promise<Page<AuditRow>>
}

/** Everything that a service keeps: PostgreSQL from 14 on, or the same embedded. */
export interface Store {
  readonly scans: ScanStore
  readonly shards: ShardStore
  readonly results: ResultStore
  readonly keys: KeyStore
  readonly audit: AuditStore
  /** Resolves when the database answers; rejects with what is wrong. */
  ready(): Promise<void>
  close(): Promise<void>
}
