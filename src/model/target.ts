/** Which ports: `'22,80,8000-8100,!8080'`, `'top-100'`, `'web'`, `443`, or an array of these. */
export type PortSpec = string | number | readonly (string | number)[]

/** A target with ports or a label of its own. */
export interface TargetObject {
  /** Anything that a target may be as text: an address, a range, a name. */
  readonly host: string
  /** Ports for this target instead of the scan's. */
  readonly ports?: PortSpec
  /** Comes back on every result of this target. */
  readonly tag?: string
}

/** One target as the user writes it. */
export type TargetInput = string | TargetObject

/** All targets of a scan. Iterables are read lazily, one item at a time. */
export type Targets = TargetInput | Iterable<TargetInput> | AsyncIterable<TargetInput>

/** The ports to scan on one host: sorted, without repeats. Many hosts share one value. */
export interface PortSet {
  /** TCP ports. */
  readonly tcp: Uint16Array
  /** UDP ports; none where there is no such member. */
  readonly udp?: Uint16Array
}
