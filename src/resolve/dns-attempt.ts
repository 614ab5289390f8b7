import type { ResolveFailure } from '../model/errors.ts'
import type { Connector } from '../net/connection.ts'
import type { DnsMessage } from './dns-message.ts'
import type { DnsServer } from './dns-server.ts'

/** One try at one server. */
export interface DnsAttempt {
  readonly server: DnsServer
  readonly query: Uint8Array
  /** Milliseconds for this try. */
  readonly timeout: number
  readonly signal?: AbortSignal | undefined
  readonly connector: Connector
}

/** Why a try gave no message; `problem` goes on after the server's name. */
export interface DnsAttemptFailure {
  readonly failure: ResolveFailure
  readonly problem: string
  readonly cause?: unknown
}

/** Every rejection of a try is the signal's reason; what the peer and the network do is in here. */
export type DnsAttemptResult = { readonly message: DnsMessage } | DnsAttemptFailure
