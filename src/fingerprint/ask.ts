import type { TlsSession } from '../model/service.ts'
import type { DialFailure } from '../net/connection.ts'
import type { TlsFailure } from '../net/start-tls.ts'
import type { Line } from './line.ts'
import { openingOf } from './opener.ts'
import type { Question } from './plan.ts'
import { bestMatch, type MatcherFailed } from './recognize.ts'
import type { AnswerContext, Match, Reaction, ServiceProbe } from './service-probe.ts'

/** A match and what it was made from: what a service is described by. */
export interface Finding {
  readonly match: Match
  readonly context: AnswerContext
}

/** What came of a question. The line is still connected where the peer left it open. */
export interface Reply {
  /** `failed`: nothing could be asked, for a reason on our side. */
  readonly reaction: Reaction | 'failed'
  /** False where no connection came about. */
  readonly dialled: boolean
  readonly finding?: Finding
}

export interface AskTools {
  readonly probes: readonly ServiceProbe[]
  readonly failed: MatcherFailed
  /** Told as soon as a handshake has succeeded. */
  readonly secured: (session: TlsSession) => void
  /** Milliseconds to wait for an answer, where that is less than a question may take. */
  readonly patience?: number
}

/** Offered where nothing is known of what is inside: not h2, which would have to be answered in h2. */
const ALPN = ['http/1.1']
const NO_BYTES = new Uint8Array(0)

/** Asks one question on a new connection. Never rejects for what the peer or the network does. */
export async function ask(line: Line, question: Question, tools: AskTools): Promise<Reply> {
  const unreached = await line.dial()
  if (unreached !== undefined) return { reaction: dialReaction(unreached), dialled: false }
  if (question.tls) {
    const failure = await secureLine(line)
    if (failure !== undefined) return failedHandshake(line, failure, tools)
    tools.secured(line.tls ?? {})
  }
  return speak(line, question.probe, tools)
}

/** Says the probe's first words (or waits for the peer's) on a connected line, and classifies the answer. */
export async function speak(line: Line, probe: ServiceProbe | undefined, tools: AskTools): Promise<Reply> {
  const { tls } = line
  const opening = probe === undefined ? LISTEN : openingOf(probe, line.record.hello(tls !== undefined))
  const sent = opening.bytes ?? NO_BYTES
  const received = await line.say(opening.probe, sent, opening.enough, tools.patience)
  if (received === undefined) return { reaction: 'failed', dialled: true }
  const context = line.record.saysAnyway(opening.probe, received.bytes)
    ? line.record.context('listen', NO_BYTES, tls)
    : line.record.context(opening.probe, sent, tls)
  const match = bestMatch(received.bytes, context, tools.probes, tools.failed)
  const reaction = received.bytes.length > 0 ? 'data' : reactionOf(received.end)
  return { reaction, dialled: true, ...(match !== undefined && { finding: { match, context } }) }
}

async function secureLine(line: Line): Promise<TlsFailure | undefined> {
  const failure = await line.secure(ALPN)
  if (failure === undefined || !/NO_APPLICATION_PROTOCOL/.test(failure.code)) return failure
  // A strict server that speaks something else: once more without saying what is wanted inside.
  return (await line.dial()) === undefined ? line.secure([]) : failure
}

function failedHandshake(line: Line, { handshake, end }: TlsFailure, tools: AskTools): Reply {
  const context = line.record.context('tls', handshake.sent)
  const match = bestMatch(handshake.received, context, tools.probes, tools.failed)
  const reaction = handshake.received.length > 0 ? 'data' : reactionOf(end)
  return { reaction, dialled: true, ...(match !== undefined && { finding: { match, context } }) }
}

function reactionOf(end: TlsFailure['end']): Reaction {
  return end === 'full' ? 'data' : end
}

function dialReaction({ code }: DialFailure): Reply['reaction'] {
  if (code === 'ECONNREFUSED' || code === 'ECONNRESET' || code === 'ECONNABORTED') return 'reset'
  return code === 'ETIMEDOUT' ? 'silence' : 'failed'
}

const LISTEN = { probe: 'listen', bytes: NO_BYTES, enough: undefined }
