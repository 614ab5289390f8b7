import type { ScanError } from './errors.ts'
import type { Family } from './host.ts'
import type { PortResult, PortState, Reason } from './result.ts'

/** How many ports of a host (or of a scan) have which state, for which reason. */
export type StateCounts = Readonly<Partial<Record<PortState, Readonly<Partial<Record<Reason, number>>>>>>

export type HostMark = 'all-open' | 'partial' | 'suspect'

/** Something became known of a host: it answered for the first time, or its last port is done. */
export interface HostEvent {
  readonly kind: 'host'
  readonly status: 'up' | 'finished'
  readonly target: string
  readonly name?: string
  readonly address: string
  readonly family: Family
  readonly tag?: string
  /** With `finished`: all its ports by state and reason. */
  readonly counts?: StateCounts
  /** With `finished`: ports that never got a verdict. */
  readonly unprobed?: number
  readonly marks?: readonly HostMark[]
  /** Names that the address has by reverse lookup, where `reverse` was asked for. */
  readonly names?: readonly string[]
}

/** `invalid`: an item of an iterable that is no target; in text or an array given directly it throws at the call. */
export type SkipReason =
  'invalid' | 'excluded' | 'policy' | 'out-of-scope' | 'unresolved' | 'no-route' | 'local-resource'

/** Something that was asked for and not scanned. */
export interface Skipped {
  readonly kind: 'skipped'
  readonly target: string
  readonly reason: SkipReason
  readonly name?: string
  readonly address?: string
  /** Set where a single port was skipped, not the whole target. */
  readonly port?: number
  readonly tag?: string
  readonly error?: ScanError
}

/** Something that the reader of the results should know. `code` is stable, `message` is for people. */
export interface Warning {
  readonly kind: 'warning'
  readonly code:
    | 'special-address'
    | 'many-addresses'
    | 'local-resource'
    | 'local-policy'
    | 'system-error'
    | 'overlap-unchecked'
    | 'probe-failed'
  readonly message: string
  readonly target?: string
}

/** What stages pass on untouched when it is not theirs. */
export type Notice = Skipped | Warning

export type ScanEvent = PortResult | HostEvent | Notice
