import type { PortSet } from '../../model/target.ts'
import type { HostPattern } from './host-pattern.ts'
import type { TlsVersion } from './tls-version.ts'
import type { VersionRange } from './version-range.ts'

/** What may be open, checked and ready for use: `parsePolicy` and `loadPolicy` make it. */
export interface Policy {
  /** The file that it came from. */
  readonly source?: string
  readonly scan: PolicyScan
  readonly hosts: readonly HostRule[]
}

export interface PolicyScan {
  /** What a report must have looked at on each host. */
  readonly ports?: PortSet
  readonly services?: boolean
}

/** Where in the policy something is said. */
export interface PolicyPlace {
  /** `'hosts[0].ports[1]'`. */
  readonly path: string
  /** Counted from 1; known of a YAML file. */
  readonly line?: number
}

export interface HostRule {
  /** As it was written; of a tag the tag. */
  readonly text: string
  readonly pattern: HostPattern
  readonly ports: readonly PortRule[]
  readonly place: PolicyPlace
}

export interface PortRule {
  readonly ports: PortSet
  readonly required: boolean
  /** Any of these. */
  readonly service?: readonly string[]
  /** Any of these. */
  readonly product?: readonly string[]
  readonly version?: VersionRange
  readonly tls?: TlsRule
  readonly place: PolicyPlace
}

export interface TlsRule {
  readonly atLeast?: TlsVersion
  readonly daysLeft: number
}

/** Whether more is asked of a port than that it may be open: then it has to be named. */
export function hasConditions({ service, product, version, tls }: PortRule): boolean {
  return (service ?? product ?? version ?? tls) !== undefined
}
