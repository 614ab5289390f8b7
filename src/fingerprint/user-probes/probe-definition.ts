/** A service as plain data, as it stands in a JSON or YAML file: what is sent, and what the answer is known by. */
export interface ProbeDefinition {
  /** The service's name: lower-case letters, digits and hyphens. */
  readonly name: string
  /** TCP ports where it is usual. */
  readonly ports?: readonly number[]
  /** Ports where it is usual inside TLS. */
  readonly tlsPorts?: readonly number[]
  /** UDP ports where it is usual. */
  readonly udpPorts?: readonly number[]
  /**
   * 1 (among the first that are tried on any open port) to 9 (only on its own ports). Default 2: who brings a probe
   * wants it tried; a peer that answers and is not known is asked a few things only.
   */
  readonly rarity?: number
  /**
   * What a client says first: text, in which `\r`, `\n`, `\t`, `\0`, `\\` and `\xFF` stand for bytes, or bytes in
   * hexadecimal. Without it the probe only listens.
   */
  readonly send?: string | { readonly hex: string }
  /** How an answer is known; the first that fits counts. */
  readonly matches: readonly MatchDefinition[]
}

/** One way to know an answer. In all fields but `pattern`, `$1` is what the first group of the pattern caught. */
export interface MatchDefinition {
  /** A regular expression; it sees the first 4,096 bytes of an answer, each as one character (Latin-1). */
  readonly pattern: string
  /** Some of `i`, `m`, `s`. */
  readonly flags?: string
  readonly product?: string
  readonly vendor?: string
  readonly version?: string
  readonly info?: string
  readonly hostname?: string
  readonly os?: string
  readonly device?: string
  /** CPE 2.3 formatted strings with all their attributes, or CPE 2.2 URIs, which become such. */
  readonly cpe?: string | readonly string[]
  /** Default `'pattern'`; `'structured'` where the text has the form of the protocol. */
  readonly confidence?: 'pattern' | 'structured'
}

/** What stands in a file of probes. */
export interface ProbeFile {
  readonly probes: readonly ProbeDefinition[]
}
