import type { ScanStats } from './stats.ts'

/** A scan as those see it who watch from outside, the same object in all messages of one scan. */
export interface WatchedScan {
  /** A UUID (RFC 9562, version 4). */
  readonly id: string
  /** Of portscan-core. */
  readonly version: string
  /**
   * The options of the scan that are plain data, as in its report: addresses are in them where the application wrote
   * some there (`exclude`, `allow`, `deny`, `canary`, `localAddress`). The targets are not.
   */
  readonly options: Readonly<Record<string, unknown>>
  /** Distinct addresses, where that is known before the first is scanned. */
  readonly targets?: number
  /** How it stands when this is read. */
  readonly stats: ScanStats
}

/** The first result was asked for. */
export interface ScanStartMessage {
  readonly scan: WatchedScan
}

/** Hosts whose last port is done: all those since the message before. */
export interface ScanHostsMessage {
  readonly scan: WatchedScan
  /** How many. */
  readonly hosts: number
}

/** The last message of a scan, whatever ended it. */
export interface ScanEndMessage {
  readonly scan: WatchedScan
  /**
   * `complete`: everything was scanned. `left`: its reader went away (`break`, a throw of its own). `aborted`: by `abort()`,
   * by the signal or by `await using`. `failed`: by an error, which `portscan-core:scan:error` told just before.
   */
  readonly outcome: 'complete' | 'left' | 'aborted' | 'failed'
}

/** What the iteration throws, but for an abort. */
export interface ScanErrorMessage {
  readonly scan: WatchedScan
  readonly error: unknown
}

/**
 * The channels of `node:diagnostics_channel` that a scan publishes on, with what it says there. It does so if any of
 * them has a subscriber when it begins, and costs nothing otherwise; nothing is told of single ports.
 *
 * @example
 * subscribe('portscan-core:scan:end', (message) => {
 *   const { scan, outcome } = message as ScanChannels['portscan-core:scan:end']
 *   console.log(scan.id, outcome, scan.stats.done)
 * })
 */
export interface ScanChannels {
  readonly 'portscan-core:scan:start': ScanStartMessage
  /** Each second at most, or each 1,000 hosts; the rest before the end. */
  readonly 'portscan-core:scan:hosts': ScanHostsMessage
  readonly 'portscan-core:scan:end': ScanEndMessage
  readonly 'portscan-core:scan:error': ScanErrorMessage
}
