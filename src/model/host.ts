import type { PortSet } from './target.ts'

/** The version of IP. */
export type Family = 4 | 6

interface HostFacts {
  /** The target as the user wrote it. */
  readonly target: string
  /** Ports of this host alone; without them it gets the scan's. */
  readonly ports?: PortSet
  readonly tag?: string
  /** The how-manieth host of the expansion this is, from 0: the same again when a scan is resumed. */
  readonly ordinal: number
}

/** A host that still has to be looked up. */
export interface NamedHost extends HostFacts {
  readonly kind: 'name'
  readonly name: string
  /**
   * Set by `name/28`: scan the block of this prefix length around each address of the name. 16 to 32 apply to its
   * IPv4 addresses only, 112 to 128 to its IPv6 ones.
   */
  readonly prefix?: number
}

/** A host with its address: dotted IPv4, or IPv6 as RFC 5952 writes it, with its zone (`fe80::1%eth0`) if it has one. */
export interface ResolvedHost extends HostFacts {
  readonly kind: 'address'
  readonly address: string
  readonly family: Family
  /** It has answered to who looked for it, and its `up` event is out. */
  readonly found?: true
  /** The name that led here; it becomes the SNI and the HTTP Host of probes. */
  readonly name?: string
}

/** One host, as it leaves target expansion. */
export type Host = NamedHost | ResolvedHost
