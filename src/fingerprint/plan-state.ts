import type { Reaction, ServiceProbe } from './service-probe.ts'

/** One thing to try on one connection. */
export interface Question {
  /** The probe to speak for; `undefined` only listens. */
  readonly probe: ServiceProbe | undefined
  /** Speak it inside TLS. */
  readonly tls: boolean
  /** The peer has reacted to other questions as the servers of this service do. */
  readonly told?: boolean
  /** Nobody has heard a word from the peer: it may greet late, after it has looked up who calls. */
  readonly late?: boolean
}

/** Something that was tried, and what the peer did; `undefined` while that is open. */
export interface Asked {
  /** The probe's name, `'listen'`, or `'tls'` for a handshake. */
  readonly name: string
  readonly tls: boolean
  readonly reaction: Reaction | undefined
  /** Asked by the scan in passing, with little patience: silence then does not mean that it need not be asked again. */
  readonly hasty?: boolean
  /** Asked a second time, with nothing else under way. */
  readonly again?: boolean
}

/** What the plan goes by. */
export interface PlanState {
  readonly port: number
  readonly probes: readonly ServiceProbe[]
  /** Off their ports only probes up to this rarity are tried. */
  readonly intensity: number
  /** Whether TLS may be spoken. */
  readonly tls: boolean
  /** True once a handshake succeeded: everything more is said inside. */
  readonly insideTls: boolean
  /** True once the peer has shown that TLS is what it wants to hear. */
  readonly onlyTls?: boolean
  readonly asked: readonly Asked[]
  /** Names of probes that are the user's own: who brings one looks for just that. */
  readonly own?: ReadonlySet<string>
  /** What this port was on the last hosts, the latest first: names of services. */
  readonly lately?: readonly string[]
  /** What other ports of this host are. */
  readonly neighbours?: ReadonlySet<string>
}
