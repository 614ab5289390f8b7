import type { PortResult } from '../model/result.ts'
import { CaseNotes } from './case-notes.ts'
import { bestMatch, type MatcherFailed } from './recognize.ts'
import type { AnswerContext, ServiceProbe } from './service-probe.ts'

/** What an answer is read with. */
export interface HeardBeforeOptions {
  readonly probes: readonly ServiceProbe[]
  readonly failed: MatcherFailed
  /** Whether TLS may be spoken. */
  readonly tls: boolean
}

/** The notes that naming begins with: what the scan itself has asked and heard, which costs no connection. */
export function heardBefore(result: PortResult, { probes, failed, tls }: HeardBeforeOptions): CaseNotes {
  const notes = new CaseNotes(tls)
  const { port, transport, exchanges = [] } = result
  for (const { probe, sent, received, end, tls: session } of exchanges) {
    const context: AnswerContext = { probe, sent, port, transport, ...(session && { tls: session }) }
    const match = bestMatch(received, context, probes, failed)
    // A session ends with its connection: it has to be begun again, and a refusal may be answered with another offer.
    if (probe === 'tls' && received.length > 0 && (match ?? TLS).name === 'tls') continue
    const reaction = received.length > 0 ? 'data' : end
    const insideTls = session !== undefined && probe !== 'tls'
    notes.asked.push({ name: probe, tls: insideTls, reaction, hasty: true })
    notes.hear(reaction, match && { match, context, answer: received })
  }
  return notes
}

const TLS = { name: 'tls' }
