import type { Transport } from '../model/endpoint.ts'
import type { Confidence, Service, TlsSession } from '../model/service.ts'

/** Where an answer came from: what the bytes alone do not say. */
export interface AnswerContext {
  /** The probe that these bytes answer (a service's name), or `'listen'` where the peer spoke first; none: unknown. */
  readonly probe?: string
  /** What was sent, where it is known: echo checks compare with it. */
  readonly sent?: Uint8Array
  readonly port?: number
  readonly transport: Transport
  readonly tls?: TlsSession
}

/** What a hello may depend on. */
export interface HelloContext {
  readonly address: string
  readonly port: number
  /** The name that the target was given by. */
  readonly name?: string
  /** True inside TLS. */
  readonly tls: boolean
  /** For ids and cookies. */
  readonly random: () => number
  /** Who scans: printable ASCII, for probes that can carry it. */
  readonly contact?: string
}

/** What a further step may depend on, beside what is known. */
export interface StepContext extends HelloContext {
  /** The last answer: to the step before, else to the first words. */
  readonly answer?: Uint8Array
}

/** What a peer did when it was asked something. */
export type Reaction = 'data' | 'close' | 'reset' | 'silence'

/** What a matcher found: a service without what the frame adds (`probe`, `tls`). */
export interface Match {
  readonly name: string
  readonly product?: string
  readonly vendor?: string
  readonly version?: string
  readonly info?: string
  readonly hostname?: string
  readonly os?: string
  readonly device?: string
  readonly cpe?: readonly string[]
  readonly details?: Readonly<Record<string, unknown>>
  /** What the answer itself says of TLS: only where it is a TLS record. */
  readonly tls?: TlsSession
  /** The name of the probe that talks on, where it is not that of the service: HTTP/2 is named `http`. */
  readonly by?: string
  /** The peer speaks, but TLS is (or may be) what it wants to hear here: a handshake that succeeds goes first. */
  readonly wantsTls?: boolean
  readonly confidence: Exclude<Confidence, 'port-table'>
  readonly evidence: string
}

/** Reads an answer: pure, bounded, at most 16 KiB in. `undefined` means "not mine". Never throws on any bytes. */
export type Matcher = (answer: Uint8Array, context: AnswerContext) => Match | undefined

/** What to say next on the same connection once the service is known, for version and details. */
export interface DetailStep {
  readonly send: Uint8Array
  /**
   * True when it has to be asked on a new connection, because the answers so far have used up this one. Where
   * connections are to be few (`timing: 'polite'`) such a step ends the talk, unless the product is still unknown.
   * Over UDP it is the rule, and `false` keeps the socket of the step before.
   */
  readonly fresh?: boolean
  /** Says whether the answer is whole. Default: the first chunk is. */
  readonly enough?: (bytes: Uint8Array) => boolean
  /** Puts the answer into the match. Pure; gets what was known and gives what is known now. */
  readonly merge: (known: Match, answer: Uint8Array, context: AnswerContext) => Match
}

/** How a protocol goes over to TLS in mid conversation. */
export interface StartTls {
  /** Whether this peer offers it, by what is known so far. */
  readonly offered: (known: Match) => boolean
  readonly send: Uint8Array
  /** True when it has to be said on a new connection (after its greeting, where the peer greets first). */
  readonly fresh?: boolean
  /** Whether the answer says "go ahead". Without it the peer says nothing: TLS starts right after `send`. */
  readonly accepted?: (answer: Uint8Array) => boolean
  /** What to say inside, once the handshake is done, where that tells more. */
  readonly detail?: (known: Match) => DetailStep | undefined
}

/**
 * One protocol: data and pure functions, tested with bytes alone. A service is one file in `services/`, its
 * fixtures, and one line in the list.
 */
export interface ServiceProbe {
  /** The protocol, the file, the `probe` of its exchanges: `'ssh'`. */
  readonly name: string
  /** TCP ports where it is usual: a strong prior, its hello goes out first there. */
  readonly ports: readonly number[]
  /** UDP ports where it is usual. */
  readonly udpPorts?: readonly number[]
  /**
   * The first words over UDP, one datagram a try, in turn: small, and nothing that is answered at great length, because
   * anybody may be behind the address that answers. Without it the probe knows nothing of UDP.
   */
  readonly datagrams?: readonly ((context: HelloContext) => Uint8Array)[]
  /** True where its answer by datagram comes from another port than the one that was asked. */
  readonly anyPort?: boolean
  /** `rarity` of its datagrams, where they are usual elsewhere than its words over TCP. Default: `rarity`. */
  readonly datagramRarity?: number
  /** Ports where it is usual inside TLS. */
  readonly tlsPorts?: readonly number[]
  /** Its names in ALPN (RFC 7301): offered when it is asked inside TLS; who chooses one is asked in it. */
  readonly alpn?: readonly string[]
  /** 1 (try it everywhere) to 9 (only on its own ports, or when asked for by name). */
  readonly rarity: number
  /**
   * Speaks only where it was asked for by name, and on its own ports: what hears it may print, move a machine or raise
   * an alarm.
   */
  readonly optIn?: boolean
  /** True when the peer greets first: nothing is sent before its greeting had its time. */
  readonly serverFirst?: boolean
  /** The first words of a client. Without it the probe only listens. */
  readonly hello?: (context: HelloContext) => Uint8Array
  /** Says whether an answer to `hello` (or a greeting) is whole. Default: the first chunk is. */
  readonly enough?: (bytes: Uint8Array) => boolean
  readonly matchers: readonly Matcher[]
  /**
   * How this protocol's servers react to a foreign question (an HTTP request, a ClientHello) that they do not
   * answer: where a port reacts so, this probe goes before others. A list: in one way or another.
   */
  readonly reacts?: {
    readonly http?: Reaction | readonly Reaction[]
    readonly tls?: Reaction | readonly Reaction[]
  }
  /** At most a few further steps for details, chosen by what is known; `undefined` ends them. */
  readonly detail?: (known: Match, step: number, context: StepContext) => DetailStep | undefined
  /** The same over UDP: each step is one datagram, over a socket of its own unless it says `fresh: false`. */
  readonly datagramDetail?: (known: Match, step: number, context: StepContext) => DetailStep | undefined
  readonly startTls?: StartTls
  /** Said before closing, so that the peer logs an orderly end. */
  readonly goodbye?: Uint8Array
}

/** A service as the user sees it, from a match and the frame's knowledge. */
export type Identify = (match: Match, context: AnswerContext) => Service
