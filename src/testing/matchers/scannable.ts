import type { PortSpec, ScanOptions, ScanReport, TargetInput } from 'portscan-core'

/** What a test may ask about: a target, which is scanned now, or the report of a scan that was made before. */
export type Scannable = TargetInput | ScanReport

/** How a target is scanned for a test. Of a report, which is there already, it changes nothing. */
export interface LookOptions extends Omit<
  ScanOptions,
  'ports' | 'udp' | 'states' | 'shard' | 'stopAfter' | 'resume' | 'hostTimeout'
> {
  /**
   * Milliseconds that the whole look may take; then the assertion fails, with or without `.not`. Default 4,800, because
   * runners give a test 5,000: who raises it raises that of the test too.
   */
  readonly within?: number
  /** Scan every address of a name. Default true. */
  readonly allAddresses?: boolean
}

/** How to look for what is exposed. */
export interface ExposureOptions extends LookOptions {
  /**
   * The ports that are looked at, beside those that may be open. Default `'top-1000'`, which takes up to 4.5 s where a
   * firewall drops everything; `'-'` is all of them, and needs more time than a test has by default. Those that are named
   * here must have been looked at, by a report too, and where a target has ports of its own.
   */
  readonly ports?: PortSpec
}

export function isReport(received: Scannable): received is ScanReport {
  return typeof received === 'object' && received !== null && 'hosts' in received
}

/** What was looked at, for the first words of a message. */
export function nameOf(received: Scannable): string {
  if (typeof received === 'string') return received
  return isReport(received) ? `the report of ${received.started}` : received.host
}
