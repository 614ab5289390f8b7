import type { Backend } from './model.ts'

/** The service, complete and checked: made by `readSettings`. */
export interface ServiceSettings {
  /** Where the HTTP API listens. */
  readonly host: string
  /** 0 takes any free one. */
  readonly port: number
  /** PostgreSQL, or a folder for the embedded one. */
  readonly database: { readonly url: string } | { readonly directory: string }
  /** The queue's; without one it lies in the database. */
  readonly redisUrl?: string
  /**
   * `keys`: every request needs one. `off`: none does, as `--no-auth` says. `quickstart`: nothing was configured, so none
   * does until one is made. But for `keys` the API listens on loopback alone, and checks `Host` and `Origin`.
   */
  readonly access: 'keys' | 'off' | 'quickstart'
  /** The key that is there from the start, for installations without hands. */
  readonly firstKey?: string
  /** Which addresses may be scanned, as the library's `allow`. */
  readonly allow: readonly string[]
  /** Which may not: wins over `allow`. */
  readonly deny: readonly string[]
  /** The service's own database, Redis and collector may be scanned, where `allow` holds them. */
  readonly allowOwn: boolean
  /** Where these are. */
  readonly own: readonly OwnPlace[]
  /** Requests come through a proxy that says whom they are from. */
  readonly trustProxy: boolean
  readonly limits: ServiceLimits
  readonly work: WorkSettings
  /** Results older than this are thrown away. 0: never. */
  readonly keepDays: number
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent'
  /** What OTEL_* asks to be sent elsewhere. */
  readonly otlp: { readonly traces: boolean; readonly metrics: boolean }
  /** What is odd, to be told at the start. */
  readonly warnings: readonly string[]
}

/** Something that the service itself talks to. */
export interface OwnPlace {
  readonly name: string
  /** A name or an address. */
  readonly host: string
  readonly port: number
}

export interface ServiceLimits {
  /** Hosts of one scan, ranges written out. */
  readonly hosts: number
  /** Hosts × ports of one scan. */
  readonly endpoints: number
  /** Scans of one tenant that are not ended. */
  readonly scans: number
  /** Requests a minute of one key, or of one address where no key is asked for. */
  readonly requests: number
  /** Schedules of one tenant. */
  readonly schedules: number
  /** Webhooks of one tenant. */
  readonly webhooks: number
}

export interface WorkSettings {
  /** Shards at once in this process. 0: the API alone. */
  readonly workers: number
  /** Tries a second of one shard, at most. */
  readonly rate?: number
  /** How long a shard is a worker's after its last sign of life, in ms. */
  readonly leaseMs: number
  /** How often a shard is tried before it has failed. */
  readonly attempts: number
  /** After the first attempt that failed; doubled by each further one. */
  readonly retryMs: number
  /** How often shards are looked for that nobody was called for. */
  readonly sweepMs: number
  /** What is tried where a scan does not say. */
  readonly backends: readonly Backend[]
}
