import type { Family } from './host.ts'
import type { Endpoint, Transport } from './endpoint.ts'
import type { Service, TlsSession } from './service.ts'

/** What a port was found to be. `open|filtered` is UDP's silence. A port that was never probed has no state. */
export type PortState = 'open' | 'closed' | 'filtered' | 'open|filtered' | 'unknown'

/** Why a port has its state. Which system error gives which reason is one table: `net/outcome.ts`. */
export type Reason =
  | 'syn-ack'
  | 'conn-reset'
  | 'udp-response'
  | 'conn-refused'
  | 'reset'
  | 'port-unreach'
  | 'no-response'
  | 'net-unreach'
  | 'host-unreach'
  | 'admin-prohibited'
  | 'proto-unreach'
  | 'dest-unreach'
  | 'host-unknown'
  | 'local-policy'
  | 'system-error'

/** One question and what came back: data only, the socket it was said on is closed or belongs to its owner. */
export interface Exchange {
  /** The name of the probe that was sent: a service's file name, or `'listen'` where nothing was sent. */
  readonly probe: string
  /** What was said; nothing of a TLS handshake, whose words are random. */
  readonly sent: Uint8Array
  /** What the peer sent, at most 16 KiB of it; where naming services made nothing of it, at most 4 KiB. */
  readonly received: Uint8Array
  /** True when the peer sent more than was kept. */
  readonly truncated: boolean
  /** What ended the wait: enough data, the peer's end, its reset, or the deadline. */
  readonly end: 'data' | 'close' | 'reset' | 'silence'
  /** Milliseconds from sending (or from the handshake) to the first byte or the end. */
  readonly rtt: number
  /** The TLS session that this was said in, or that it set up. */
  readonly tls?: TlsSession
}

/** What to say first on a fresh connection, so that the state and the service cost one connection. */
export interface Opening {
  /** The name of the probe that `bytes` belong to; `'listen'` with no bytes. */
  readonly probe: string
  readonly bytes?: Uint8Array
  /** Present where it is to be said inside TLS: the protocols to offer (ALPN), the preferred first. */
  readonly tls?: { readonly alpn: readonly string[] }
  /** Says whether the answer is whole. Default: the first chunk is. */
  readonly enough?: (received: Uint8Array) => boolean
}

/** Chooses the opening by endpoint: pure, injected by `scan()` from the services' own probes. */
export type Opener = (endpoint: Endpoint) => Opening | undefined

/**
 * Chooses what a UDP port is asked, one datagram a try, in turn: a port that is silent hears all of them, as far as it
 * gets as many tries. Pure, injected by `scan()` from the services' own probes. Each is made when it is sent.
 */
export type Payloads = (endpoint: Endpoint) => readonly Payload[]

/** Makes what one datagram says. */
export interface Payload {
  (): Opening
  /** The answer comes from another port than the one that is asked. */
  readonly anyPort?: boolean
}

/**
 * Something odd about a port. `all-open`: every port of its host seems open, as behind a SYN proxy or a tarpit.
 * `suspect`: the canary failed while it was probed, and it could not be probed again.
 */
export type PortMark = 'all-open' | 'suspect'

/**
 * What is known of one port of one host.
 *
 * @example
 * { kind: 'port', target: 'www.example', name: 'www.example', address: '192.0.2.7', family: 4, port: 443,
 *   transport: 'tcp', portName: 'https', state: 'open', reason: 'syn-ack', rtt: 12.3, attempts: 1, at: '2026-…' }
 */
export interface PortResult {
  readonly kind: 'port'
  /** The target as the user wrote it. */
  readonly target: string
  /** The name that led to the address, if any. */
  readonly name?: string
  /** IPv4, or IPv6 as RFC 5952 writes it, with its zone if it has one. */
  readonly address: string
  readonly family: Family
  readonly port: number
  readonly transport: Transport
  /** The IANA name of the port number: a guess, whatever really listens there. */
  readonly portName?: string
  readonly state: PortState
  readonly reason: Reason
  /** The system's error code, such as `'ECONNREFUSED'`, where there was one. */
  readonly errorCode?: string
  /** Milliseconds from the last try to its answer; 0 where none came. */
  readonly rtt: number
  /** Tries that were sent for this answer. */
  readonly attempts: number
  /** When the state became known: ISO 8601, UTC. */
  readonly at: string
  /** The label of the target, where it was given one. */
  readonly tag?: string
  /** What was asked and answered, where more than the connect was. */
  readonly exchanges?: readonly Exchange[]
  /** The first bytes that the peer sent. */
  readonly banner?: Uint8Array
  /** With `services`, on every open port; `confidence` is `'port-table'` where nothing named it. */
  readonly service?: Service
  readonly marks?: readonly PortMark[]
}

/**
 * What one try saw. `none`: nothing that says anything of the peer (our own machine failed, or we had connected
 * to ourselves); the endpoint goes back in the queue.
 */
export type Outcome = Verdict | NoVerdict

/** What a try saw of the port. */
export interface Verdict {
  readonly state: PortState
  readonly reason: Reason
  /** The system's error code behind it, where there was one. */
  readonly errorCode?: string
  readonly exchanges?: readonly Exchange[]
  /** Milliseconds from the try to its answer, where they were measured closer to the wire than the caller can. */
  readonly rtt?: number
}

export interface NoVerdict {
  readonly state: 'none'
  /**
   * `self-connect`: both ends were ours. `local-resource`: no descriptor, port or buffer left. `local-network`:
   * the interface went away. `no-route`: this machine has no way to that host, and nothing was sent.
   * `policy`: the last check before dialling said no.
   */
  readonly reason: 'self-connect' | 'local-resource' | 'local-network' | 'no-route' | 'policy'
  readonly errorCode?: string
}
