import { randomInt } from 'node:crypto'
import type { ScanError } from '../model/errors.ts'
import type { Connector } from '../net/connection.ts'
import type { DnsAttemptFailure, DnsAttemptResult } from './dns-attempt.ts'
import { RCODE, type AskedType, type DnsMessage } from './dns-message.ts'
import type { DnsCodec } from './dns-resolver-codec.ts'
import type { DnsServer } from './dns-server.ts'
import { askByUdp } from './dns-transport-udp.ts'
import { resolveError } from './resolve-failure.ts'

export interface DnsQuestion {
  readonly name: string
  readonly type: AskedType
  readonly servers: readonly DnsServer[]
  /** Rounds over all servers after the first. */
  readonly retries: number
  /** When to give up, on the clock of `performance.now()`. */
  readonly deadline: number
  readonly signal?: AbortSignal | undefined
  readonly connector: Connector
  readonly codec: DnsCodec
}

/**
 * Asks the servers in turn until one gives an answer: "here it is" or "no such name". Each try has a new id, a new
 * source port and an equal share of the time that is left; refusals and failures go to the next server.
 */
export async function askServers(question: DnsQuestion): Promise<DnsMessage> {
  const { servers, retries, deadline } = question
  const tries = Array.from({ length: retries + 1 }, () => servers).flat()
  let last: { server: DnsServer; failed: DnsAttemptFailure } | undefined
  for (const [index, server] of tries.entries()) {
    const share = (deadline - performance.now()) / (tries.length - index)
    if (share < 1) break
    const result = await askServer(question, server, share)
    if ('message' in result && isAnswer(result.message)) return result.message
    const failed = 'message' in result ? refusal(result.message.rcode) : result
    // A word from a server says more than a later silence.
    if (last === undefined || failed.failure !== 'timeout') last = { server, failed }
  }
  throw givenUp(question, last)
}

async function askServer(question: DnsQuestion, server: DnsServer, share: number): Promise<DnsAttemptResult> {
  const end = performance.now() + share
  const ask = (edns: boolean): Promise<DnsAttemptResult> => {
    const { name, type, codec, connector, signal } = question
    const query = codec.query(randomInt(0x1_0000), name, type, edns)
    return askByUdp({ server, query, connector, signal, timeout: Math.max(1, end - performance.now()) })
  }
  const result = await ask(true)
  return 'message' in result && knowsNoEdns(result.message) ? ask(false) : result
}

function isAnswer({ rcode }: DnsMessage): boolean {
  return rcode === RCODE.NOERROR || rcode === RCODE.NXDOMAIN
}

// RFC 6891, section 7.
function knowsNoEdns({ rcode }: DnsMessage): boolean {
  return rcode === RCODE.FORMERR || rcode === RCODE.NOTIMP
}

function refusal(rcode: number): DnsAttemptFailure {
  if (rcode === RCODE.REFUSED) return { failure: 'refused', problem: 'refused to answer (REFUSED)' }
  if (rcode === RCODE.SERVFAIL) return { failure: 'server-failure', problem: 'failed to find out (SERVFAIL)' }
  return { failure: 'server-failure', problem: `answered with an error (RCODE ${rcode})` }
}

const ADVICE = {
  timeout: 'check that it can be reached, or raise `timeout`',
  refused: 'check that it is a resolver that serves this machine, or ask another one',
  'server-failure': 'try again later, or ask another server',
  malformed: 'ask another server',
} as const

function givenUp(
  { name }: DnsQuestion,
  last: { server: DnsServer; failed: DnsAttemptFailure } | undefined,
): ScanError {
  if (last === undefined) return resolveError('timeout', name, 'no time was left to ask', 'raise `timeout`')
  const { failure, problem, cause } = last.failed
  const advice = failure in ADVICE ? ADVICE[failure as keyof typeof ADVICE] : ADVICE.malformed
  return resolveError(failure, name, `server ${last.server.text} ${problem}`, advice, cause)
}
