/** A policy as a person writes it, in YAML, JSON or code: what may be open. `schema/policy.schema.json` describes it. */
export interface PolicyFile {
  readonly $schema?: string
  readonly version: 1
  /** What `portscan check` scans where it is given no report; and which ports a report must have looked at. */
  readonly scan?: PolicyScanFile
  /** Anything open on a host that none of these fits is a violation. */
  readonly hosts: readonly HostEntry[]
}

export interface PolicyScanFile {
  /**
   * Numbers and ranges: `'1-1024,8080,U:53'`, `'-'` for all. A check of a report that has not looked at one of them is
   * incomplete. Without it `portscan check` scans the 1,000 most common ports.
   */
  readonly ports?: PortsText
  /** Name the services. Default: where a port has a condition. */
  readonly services?: boolean
}

/** What may be open on some hosts. Of several entries that fit a host the most specific one decides, alone. */
export interface HostEntry {
  /** An address, a block (`192.0.2.0/28`), a range (`192.0.2.1-20`), or a name. Either this or `tag`. */
  readonly host?: string
  /** The hosts of targets with this label. */
  readonly tag?: string
  /** All of `ports` must be open, where they do not say otherwise. Default false: they may be. */
  readonly required?: boolean
  /** None: nothing may be open. */
  readonly ports: PortsText | readonly (PortsText | PortEntry)[]
}

/** `443`, `'8000-8010'`, `'22,80'`, `'U:53'` (UDP), `'-'` (all TCP ports). */
export type PortsText = number | string

/** A port that may be open under conditions. Of several entries with a port the narrowest one decides. */
export interface PortEntry {
  readonly port: PortsText
  /** It must be open. Default: as its host says. */
  readonly required?: boolean
  /** The protocol, or one of several: `'ssh'`, `'http'`; `'https'` is `'http'` inside TLS. */
  readonly service?: string | readonly string[]
  /** The program, or one of several; case does not count. */
  readonly product?: string | readonly string[]
  /** `'>=1.24'`, `'>=1.24 <2'`; `'1.24'` is 1.24 and all of its patches, `'=1.24'` that alone. */
  readonly version?: string
  /** It must speak TLS, and the certificate must not have run out. */
  readonly tls?: true | TlsEntry
}

export interface TlsEntry {
  /** The version that client and server agree on, at least: `'TLSv1.2'`. */
  readonly atLeast?: string
  /** Days that the certificate must be valid for, at least. Default 0. */
  readonly daysLeft?: number
}
