import type { Transport } from '../../model/endpoint.ts'
import type { ReportSource } from '../diff/report-diff.ts'
import type { PolicyPlace } from './policy.ts'

/**
 * What is not as the policy says. `unexpected-open`: the port may not be open. `missing`: it must be open, and is not.
 * `service`, `product`, `version`, `tls`: another one than the policy asks for, or none that can be told.
 * `certificate-expiry`: fewer days are left than it asks for. `certificate-expired`: none is. `certificate-not-yet-valid`:
 * its time begins later. `unchecked`: the report does not say, so that nothing is known to be fine.
 */
export type ViolationKind =
  | 'unexpected-open'
  | 'missing'
  | 'service'
  | 'product'
  | 'version'
  | 'tls'
  | 'certificate-expiry'
  | 'certificate-expired'
  | 'certificate-not-yet-valid'
  | 'unchecked'

/** What differs from the policy in one place. */
export interface Violation {
  readonly kind: ViolationKind
  /** The address; where none is known, the host as the policy names it. */
  readonly host: string
  readonly name?: string
  readonly tag?: string
  /** None where the whole host is meant. */
  readonly port?: number
  readonly transport?: Transport
  /** What the policy asks for, in words: `'nginx >=1.24'`, `'not open'`. */
  readonly expected: string
  /** What was found, in words: `'1.18.0'`, `'closed'`. May have come from the peer. */
  readonly actual: string
  /** All of it in one sentence for people, without the host. May have come from the peer: escape it where it is shown. */
  readonly message: string
  /** What in the policy says so; none where nothing there is about this host. */
  readonly rule?: PolicyPlace
}

/** What `checkReport` found. */
export interface PolicyCheck {
  /** None where all is as the policy says. By host and port. */
  readonly violations: readonly Violation[]
  /** What is not known, where `allowUnchecked` lets it pass. */
  readonly unchecked: readonly Violation[]
  /** What was looked at, by address. */
  readonly hosts: readonly CheckedHost[]
  /** The file of the policy. */
  readonly policy?: string
  /** Which report it was. */
  readonly report: ReportSource
}

/** A host of the report, and what of it was held against the policy. */
export interface CheckedHost {
  readonly host: string
  readonly name?: string
  readonly tag?: string
  /** The entry that decides on it, if any. */
  readonly rule?: PolicyPlace
  /** How many of its ports have a verdict. */
  readonly scanned: number
  /** Those that are open, and those that must be. */
  readonly ports: readonly CheckedPort[]
}

export interface CheckedPort {
  readonly port: number
  readonly transport: Transport
  readonly rule?: PolicyPlace
}
