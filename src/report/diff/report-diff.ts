import type { SkipReason } from '../../model/event.ts'
import type { Transport } from '../../model/endpoint.ts'
import type { ScanReport } from '../../model/report.ts'
import type { PortResult, PortState } from '../../model/result.ts'

/** What changed from one report to the other, as `diffReports` finds it. Nothing changed where `hosts` is empty. */
export interface ReportDiff {
  /** The earlier report. */
  readonly from: ReportSource
  /** The later report. */
  readonly to: ReportSource
  /** Hosts that both reports tell of, those that are down in one of them included. */
  readonly compared: number
  /** Hosts with changes, in order of address. */
  readonly hosts: readonly HostDiff[]
  /** What one report found and the other one says nothing of, in order of address: no change, and no proof of none. */
  readonly notCompared: readonly NotCompared[]
}

/** Which report it was. */
export type ReportSource = Pick<ScanReport, 'version' | 'started' | 'finished'>

/** What changed on one host. */
export interface HostDiff {
  /** The later one, where a name leads to another address now; see `facts`. */
  readonly address: string
  readonly name?: string
  readonly tag?: string
  /**
   * `appeared`: nothing was found there before, though it was looked for. `vanished`: it was there, and nothing is found
   * any more. `changed`: it is in both.
   */
  readonly change: 'appeared' | 'vanished' | 'changed'
  /** What else changed of the host itself: `'address'`, `'mac'`. */
  readonly facts: readonly FactDiff[]
  /** TCP first, in order of number. Of a host that appeared or vanished: its open ports. */
  readonly ports: readonly PortDiff[]
  /** All ports that neither report lists went from one state to another, as behind a new firewall. */
  readonly rest?: RestDiff
}

/**
 * What changed on one port. `appeared`: it is open and was not. `vanished`: it was open and is not any more. `state`: any
 * other change of state. The others are about a port that is open in both: `service`: another protocol. `product`:
 * another program. `version`: another version of it. `tls`: another version of TLS, or TLS began or ended.
 * `certificate`: another certificate. `host-key`: another SSH host key. And of one that is open now:
 * `certificate-expiry`: its certificate came near its end or ran out since the earlier report, or is a new one that is not
 * valid yet.
 */
export type PortChange =
  | 'appeared'
  | 'vanished'
  | 'state'
  | 'service'
  | 'product'
  | 'version'
  | 'tls'
  | 'certificate'
  | 'host-key'
  | 'certificate-expiry'

/** One port with at least one change. */
export interface PortDiff {
  readonly port: number
  readonly transport: Transport
  readonly changes: readonly PortChange[]
  /**
   * The state before. Several where the report only counts: it was one of these. None where the host was down.
   */
  readonly stateBefore: readonly PortState[]
  /** The state after, likewise. */
  readonly stateAfter: readonly PortState[]
  /** What exactly changed of the service, in the order of `changes`. */
  readonly facts: readonly FactDiff[]
  /** The earlier result, where the report lists it. */
  readonly before?: PortResult
  /** The later result, where the report lists it. */
  readonly after?: PortResult
}

/** One property that changed. Without `before` it was not there, without `after` it is no more. */
export interface FactDiff {
  readonly fact: Fact
  readonly before?: string
  readonly after?: string
}

/** What may change beside states. `notBefore` to `fingerprint256` are the certificate's, `expiry` is its `ExpiryLevel`. */
export type Fact =
  | 'address'
  | 'mac'
  | 'service'
  | 'product'
  | 'version'
  | 'tls'
  | 'starttls'
  | 'subject'
  | 'issuer'
  | 'notBefore'
  | 'notAfter'
  | 'fingerprint256'
  | 'hostKey'
  | 'expiry'

/**
 * How near a certificate is to its end. `expiring`: less than `certificateDays` are left. `not-yet-valid`: its time begins
 * later than the report.
 */
export type ExpiryLevel = 'valid' | 'expiring' | 'expired' | 'not-yet-valid'

/** Ports that are in neither list: both reports only count them. */
export interface RestDiff {
  /** How many. */
  readonly ports: number
  readonly before: PortState
  readonly after: PortState
}

/** A host or ports of one that only one report tells of. */
export interface NotCompared {
  readonly address: string
  readonly name?: string
  readonly tag?: string
  /** The report that found something there. */
  readonly found: 'before' | 'after'
  /** The open ports in question, as a port specification; without it the whole host. */
  readonly ports?: string
  /**
   * Why the other report says nothing. `not-scanned`: it did not look there. `no-verdict`: it looked and does not know.
   * `no-service`: it knows the port is open, not what listens. Else why it skipped the target.
   */
  readonly why: 'not-scanned' | 'no-verdict' | 'no-service' | SkipReason
}
