import type { Service, StateCounts, TimingName } from 'portscan-core'

/** Who asks: every row of the store belongs to one tenant, and is seen by nobody else. */
export type Tenant = string

/** What a key may do. `admin` holds the others. */
export type Scope = 'read' | 'scan' | 'admin'

/** How far a scan, or one host of it, is. */
export type Progress = 'pending' | 'in_progress' | 'done' | 'failed' | 'cancelled'

/** What makes the scan: `connect` and `native` are this library, the others are programs that must be installed. */
export type Backend = 'connect' | 'native' | 'nmap' | 'masscan' | 'rustscan'

/** A scan as it was asked for, checked and with its defaults. */
export interface ScanRequest {
  /** Names and single addresses, each once; ranges have been written out. */
  readonly hosts: readonly string[]
  /** A port specification. */
  readonly ports: string
  readonly services: boolean
  readonly udp: boolean
  readonly timing: TimingName
  /** Tries a second in all. */
  readonly rate?: number
  /** Milliseconds for one try. */
  readonly timeout?: number
  readonly retries?: number
  /** The backends to try, in this order; the next is used when one fails. */
  readonly backends: readonly Backend[]
}

/** An open port of a result. */
export interface OpenPort {
  readonly address: string
  readonly port: number
  readonly transport: 'tcp' | 'udp'
  readonly state: string
  readonly reason: string
  readonly service?: Service
}

/** One host of one scan, at its end. */
export interface HostResult {
  readonly scan_id: string
  readonly host: string
  /** ISO 8601, UTC. */
  readonly scanned_at: string
  /** Which ports were looked at, as a port specification: `'22,80,443'`, `'T:1-1024,U:53'`. */
  readonly scanned: string
  /** TCP and UDP ports that are open on any address of the host, in order. */
  readonly open_ports: readonly number[]
  readonly services: readonly OpenPort[]
  /** The addresses that were scanned, in order. */
  readonly addresses: readonly string[]
  /** All ports that were looked at, the open ones too, by state and reason, over all addresses. */
  readonly counts: StateCounts
  /** Who made it. */
  readonly backend: Backend
  /** False when some ports got no verdict: what is missing here may be open. */
  readonly complete: boolean
}

/** Where one host of a scan is. */
export interface HostProgress {
  readonly host: string
  readonly status: Progress
  /** Shards that are done, of all. */
  readonly done: number
  readonly shards: number
  /** The most attempts that a shard of it took. */
  readonly attempts: number
  readonly started_at?: string
  readonly finished_at?: string
  readonly error?: string
}

/** A scan as the store knows it. */
export interface StoredScan {
  readonly scan_id: string
  readonly tenant: Tenant
  readonly status: Progress
  readonly request: ScanRequest
  /** Decides the order of ports, and with it which shard has which. */
  readonly seed: number
  readonly shards: number
  readonly shards_done: number
  readonly created_at: string
  readonly started_at?: string
  readonly finished_at?: string
  readonly error?: string
  /** W3C Trace Context of the request that asked for it. */
  readonly traceparent?: string
  readonly schedule_id?: string
}
