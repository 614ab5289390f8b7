import { exchangeUdp } from '../net/udp-exchange.ts'
import type { DnsAttempt, DnsAttemptResult } from './dns-attempt.ts'
import { readMessage, type DnsMessage } from './dns-message.ts'
import { isReplyTo, isTruncated, MAX_DATAGRAM } from './dns-query.ts'
import { askByTcp } from './dns-transport-tcp.ts'

/** Datagrams that are no answer to the question, at most: more of them smell of a forger, and TCP shakes them off. */
const MAX_WRONG = 16

/**
 * Asks over UDP; where the answer did not fit, or wrong ones pour in, once more over TCP in the rest of the time.
 * A wrong datagram never ends the wait: the right one may be on its way.
 */
export async function askByUdp(attempt: DnsAttempt): Promise<DnsAttemptResult> {
  const { server, query, timeout, signal } = attempt
  const started = performance.now()
  let message: DnsMessage | undefined
  let malformed = false

  const accept = (datagram: Uint8Array): boolean => {
    if (datagram.length > MAX_DATAGRAM || !isReplyTo(query, datagram)) return false
    if (isTruncated(datagram)) return true
    message = readMessage(datagram)
    malformed ||= message === undefined
    return message !== undefined
  }
  const { address, family, port } = server
  const answer = await exchangeUdp({
    ...{ address, family, port, bytes: query, timeout, signal, accept, maxRefused: MAX_WRONG },
  })
  if (message !== undefined) return { message }
  if (answer.end === 'data' || answer.end === 'flooded') {
    return askByTcp({ ...attempt, timeout: Math.max(1, timeout - (performance.now() - started)) })
  }
  if (answer.end === 'silence') {
    return malformed
      ? { failure: 'malformed', problem: 'sent an answer that is no DNS message' }
      : { failure: 'timeout', problem: 'did not answer in time' }
  }
  const { code, cause } = answer
  if (code === 'ECONNREFUSED')
    return { failure: 'refused', problem: 'does not listen there (port unreachable)', cause }
  return { failure: 'server-failure', problem: `could not be reached (${code})`, cause }
}
