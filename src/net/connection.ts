import type { Endpoint } from '../model/endpoint.ts'
import type { TlsSession } from '../model/service.ts'

/** What a read ended with, beside the bytes that came. `full`: as many bytes as were allowed. */
export type ReadEnd = 'data' | 'close' | 'reset' | 'silence' | 'full'

/** How long to read, how much, and when it is enough. */
export interface ReadOptions {
  /** Milliseconds until the read gives up with what it has; a hard deadline, never put off by data. */
  readonly timeout: number
  /** Says whether the bytes so far are enough; without it the first chunk is. Called with all bytes of this read. */
  readonly enough?: (bytes: Uint8Array) => boolean
  /** Bytes to keep of this read. Default 16,384; what comes beyond is counted, not kept. */
  readonly keep?: number
}

/** What one read gave. */
export interface Received {
  readonly bytes: Uint8Array
  /** True when the peer sent more than was kept. */
  readonly truncated: boolean
  readonly end: ReadEnd
  /** By datagram, what the system told that ended it with `reset`: `ECONNREFUSED` is the peer's "port unreachable". */
  readonly failure?: DialFailure
  /** Milliseconds to the first byte, or to the end where none came. */
  readonly rtt: number
}

/**
 * An open conversation with one endpoint. Whoever opened it closes it. At most 64 KiB are ever read from the wire
 * of one connection; a peer that sends more ends its reads with `full`.
 */
export interface Connection {
  readonly endpoint: Endpoint
  /** Milliseconds from dialling to the handshake. */
  readonly rtt: number
  /** Set when this conversation runs inside TLS. */
  readonly tls?: TlsSession
  /** Queues bytes; a peer that does not read is noticed by the next read's deadline. */
  write(bytes: Uint8Array): void
  /** Waits for bytes. One read at a time. Never throws for what the peer does: that is `end`. */
  read(options: ReadOptions): Promise<Received>
  /** Resets the connection and takes off every listener. May be called again. */
  close(): void
}

/** What a connector is told beside the endpoint. */
export interface DialOptions {
  /** Milliseconds until the dial fails with `ETIMEDOUT`. Without it the caller ends the dial by the signal. */
  readonly timeout?: number
  readonly signal?: AbortSignal
  /** By datagram: what the same address sends from another port counts as an answer too. */
  readonly anyPort?: boolean
  /**
   * Cheaper than a signal where thousands of dials are under way: the connector leaves here what ends its dial at
   * once, or the conversation that came of it. A connector that ignores it must heed `signal`.
   */
  onCancel?: (cancel: () => void) => void
  /** Called with true while the dial waits for a slot or for the rate, with false when it goes on: clocks stand still. */
  onQueue?: (queued: boolean) => void
}

/**
 * Opens a conversation: `node:net`, TLS, SOCKS, in memory. Resolves at the handshake, rejects with a `DialFailure`.
 * After a cancel it settles either way and nothing stays open.
 */
export type Connector = (endpoint: Endpoint, options: DialOptions) => Promise<Connection>

/** A dial that came to nothing. Not an `Error`: thousands a second are ordinary, and a stack costs more than a socket. */
export interface DialFailure {
  /** The system's error code, such as `'ECONNREFUSED'`. */
  readonly code: string
  /** `'connect'`, `'bind'`, … */
  readonly syscall?: string
  /** True when our own machine said so, before any packet was sent. */
  readonly local?: boolean
  /** The error behind it, where there is one. */
  readonly cause?: unknown
}
