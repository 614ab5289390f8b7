import type { ScanError } from './errors.ts'
import type { Family } from './host.ts'
import type { PortResult, PortState, Reason } from './result.ts'

/** How many ports of a host (or of a scan) have which state, for which reason. */
export type StateCounts = Readonly<Partial<Record<PortState, Readonly<Partial<Record<Reason, number>>>>>>

/**
 * Something odd about a host. `all-open`: every port seems open, as behind a SYN proxy or a tarpit. `partial`: not all
 * of its ports were scanned (`hostTimeout`, `stopAfter`, or it was found down). `suspect`: results of it came while the
 * canary failed.
 */
export type HostMark = 'all-open' | 'partial' | 'suspect'

/** What is known of a host on this machine's own network by ARP or neighbour discovery: it has the address, or nobody has. */
export type NeighbourReason = 'neighbour' | 'no-neighbour'

/** What a host was found by, or not: as its ports, by its neighbours' knowledge, or by an echo reply (ICMP). */
export type HostReason = Reason | NeighbourReason | 'echo-reply'

/** Something became known of a host: it answered for the first time, nothing is there, or its last port is done. */
export interface HostEvent {
  readonly kind: 'host'
  /**
   * `up`: the first answer came from it, a refusal too; with `reason`, where it was looked for. `finished`: its last
   * port is done. `down`: it was looked for and not found, see `reason`.
   */
  readonly status: 'up' | 'down' | 'finished'
  /** The target as the user wrote it. */
  readonly target: string
  readonly name?: string
  readonly address: string
  readonly family: Family
  readonly tag?: string
  /** With `down`: why. Else what it was found by, where it was looked for. */
  readonly reason?: HostReason
  /** With `finished`: all its ports by state and reason. */
  readonly counts?: StateCounts
  /** With `finished`: ports that never got a verdict. */
  readonly unprobed?: number
  /** With `finished`, for a host that had ports of its own: which, as a port specification. */
  readonly scanned?: string
  /** Names that the address has by reverse lookup, where `reverse` was asked for. */
  readonly names?: readonly string[]
  readonly marks?: readonly HostMark[]
  /** The hardware address (`'00:00:5e:00:53:01'`), where the host is on this machine's own network and it is known. */
  readonly mac?: string
  /** Who made the network interface, by `mac`, where the vendor list is installed. */
  readonly vendor?: string
}

/**
 * Why something was not scanned. `invalid`: an item of an iterable that is no target (in text or an array given directly
 * it throws at the call). `excluded`: in `exclude`. `policy`: not permitted by `allow` and `deny`. `out-of-scope`:
 * nothing can be connected to there, or not of the `family` asked for. `unresolved`: a name without an address, see
 * `error`. `no-route`: this machine has no way there. `host-down`: nothing is there. `host-timeout`: it took longer than
 * `hostTimeout`. `stop-after`: as many open ports as `stopAfter` asks for were found. `local-resource`: this machine
 * could not send.
 */
export type SkipReason =
  | 'invalid'
  | 'excluded'
  | 'policy'
  | 'out-of-scope'
  | 'unresolved'
  | 'no-route'
  | 'host-down'
  | 'host-timeout'
  | 'stop-after'
  | 'local-resource'

/** Something that was asked for and not scanned. */
export interface Skipped {
  readonly kind: 'skipped'
  /** The target as the user wrote it. */
  readonly target: string
  readonly reason: SkipReason
  readonly name?: string
  /** Without it the whole target; of one that is `host-down`, what of it is not among the hosts. */
  readonly address?: string
  /** Set where a single port was skipped, not the whole target. */
  readonly port?: number
  readonly tag?: string
  /** The trouble in full, where there is more to say than the reason. */
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
    | 'canary-failed'
    | 'discoverer-stuck'
    | 'report-incomplete'
    | 'report-unclear'
  readonly message: string
  readonly target?: string
}

/** What stages pass on untouched when it is not theirs. */
export type Notice = Skipped | Warning | HostEvent

/** Everything that comes out of a scan, told apart by `kind`. */
export type ScanEvent = PortResult | Notice
