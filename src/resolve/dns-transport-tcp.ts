import type { Connection, DialFailure } from '../net/connection.ts'
import type { DnsAttempt, DnsAttemptFailure, DnsAttemptResult } from './dns-attempt.ts'
import { readMessage } from './dns-message.ts'
import { isReplyTo } from './dns-query.ts'

/** All that a connection ever gives: a message of up to 65,534 octets behind its length. */
const KEEP = 65_536

/**
 * Asks over TCP: one connection, one query, one reply behind its length in two octets (RFC 1035, section 4.2.2;
 * RFC 7766). The deadline covers dialling and reading, whatever the server dribbles.
 */
export async function askByTcp(attempt: DnsAttempt): Promise<DnsAttemptResult> {
  const { server, query, timeout, signal, connector } = attempt
  const started = performance.now()
  let connection: Connection
  try {
    const endpoint = {
      address: server.address,
      family: server.family,
      port: server.port,
      transport: 'tcp',
    } as const
    connection = await connector(endpoint, { timeout, ...(signal && { signal }) })
  } catch (failure) {
    signal?.throwIfAborted()
    return dialFailure(failure as DialFailure)
  }
  const close = (): void => connection.close()
  signal?.addEventListener('abort', close, { once: true })
  try {
    signal?.throwIfAborted()
    connection.write(framed(query))
    const left = Math.max(1, timeout - (performance.now() - started))
    const received = await connection.read({ timeout: left, keep: KEEP, enough: isWhole })
    signal?.throwIfAborted()
    if (isWhole(received.bytes)) return reply(query, received.bytes)
    if (received.end === 'silence') return { failure: 'timeout', problem: 'did not answer by TCP in time' }
    if (received.end === 'full') return { failure: 'malformed', problem: 'sent more by TCP than is read' }
    return { failure: 'server-failure', problem: 'ended the TCP connection before its answer was whole' }
  } finally {
    signal?.removeEventListener('abort', close)
    close()
  }
}

function reply(query: Uint8Array, received: Uint8Array): DnsAttemptResult {
  const bytes = received.subarray(2, 2 + lengthOf(received))
  const message = isReplyTo(query, bytes) ? readMessage(bytes) : undefined
  return message
    ? { message }
    : { failure: 'malformed', problem: 'sent by TCP what is no answer to the question' }
}

function dialFailure({ code, cause }: DialFailure): DnsAttemptFailure {
  if (code === 'ETIMEDOUT')
    return { failure: 'timeout', problem: 'did not accept a TCP connection in time', cause }
  if (code === 'ECONNREFUSED') return { failure: 'refused', problem: 'refused the TCP connection', cause }
  return { failure: 'server-failure', problem: `could not be reached by TCP (${code})`, cause }
}

function framed(query: Uint8Array): Uint8Array {
  return Uint8Array.from([query.length >> 8, query.length & 0xff, ...query])
}

function lengthOf(received: Uint8Array): number {
  return (received[0]! << 8) | received[1]!
}

function isWhole(received: Uint8Array): boolean {
  return received.length >= 2 && received.length >= 2 + lengthOf(received)
}
