import type { TlsSession } from '../model/service.ts'
import type { DialFailure } from '../net/connection.ts'
import type { TlsFailure } from '../net/start-tls.ts'
import type { EndpointRecord } from './endpoint-record.ts'
import type { Line, WantedTls } from './line.ts'
import { openingOf } from './opener.ts'
import type { Question } from './plan-state.ts'
import { bestMatch, type MatcherFailed } from './recognize.ts'
import type { AnswerContext, Match, Reaction, ServiceProbe } from './service-probe.ts'

/** A match and what it was made from: what a service is described by. */
export interface Finding {
  readonly match: Match
  readonly context: AnswerContext
  /** The answer itself, where it may be needed further on. */
  readonly answer?: Uint8Array
}

/** The name of the probe that knows how to talk on. */
export function speakerOf({ by, name }: Match): string {
  return by ?? name
}

/** What came of a question. The line is still connected where the peer left it open. */
export interface Reply {
  /** `failed`: nothing could be asked, for a reason on our side. */
  readonly reaction: Reaction | 'failed'
  /** False where no connection came about. */
  readonly dialled: boolean
  /** The alert by which the peer refused, after the handshake, to hear anything. */
  readonly refusal?: string
  readonly finding?: Finding
}

export interface AskTools {
  readonly probes: readonly ServiceProbe[]
  readonly failed: MatcherFailed
  /** Told as soon as a handshake has succeeded, and whose words are said inside. */
  readonly secured: (session: TlsSession, probe: ServiceProbe | undefined) => void
  /** Milliseconds to wait for an answer, where that is less than a question may take. */
  readonly patience?: number
}

const NO_BYTES = new Uint8Array(0)

/** Asks one question on a new connection. Never rejects for what the peer or the network does. */
export async function ask(line: Line, question: Question, tools: AskTools): Promise<Reply> {
  const unreached = await line.dial()
  if (unreached !== undefined) return { reaction: dialReaction(unreached), dialled: false }
  if (!question.tls) return speak(line, question.probe, tools)
  const failure = await secureLine(line, question.probe, tools.probes)
  if (failure !== undefined) return failedHandshake(line, failure, tools)
  const session = line.tls ?? {}
  const probe = agreedOn(session, tools.probes) ?? question.probe
  tools.secured(session, probe)
  return speak(line, probe, tools)
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
  const match = read(line.record, received.bytes, context, tools)
  const reaction = received.bytes.length > 0 ? 'data' : reactionOf(received.end)
  const finding = match && { match, context, answer: received.bytes }
  const refusal = received.bytes.length === 0 ? line.refusal : undefined
  return { reaction, dialled: true, ...(finding && { finding }), ...(refusal !== undefined && { refusal }) }
}

async function secureLine(
  line: Line,
  probe: ServiceProbe | undefined,
  probes: readonly ServiceProbe[],
): Promise<TlsFailure | undefined> {
  let failure = await line.secure({ alpn: probe?.alpn ?? [] })
  // A strict server that speaks something else may choose among all; who knows none of them is asked for nothing.
  for (const alpn of [probes.flatMap((one) => one.alpn ?? []), []]) {
    if (refusedWith(failure, 'NO_APPLICATION_PROTOCOL')) failure = await secureAnew(line, failure, { alpn })
  }
  // It may have no certificate to show.
  if (refusedWith(failure, 'HANDSHAKE_FAILURE')) return secureAnew(line, failure, { anonymous: true })
  return failure
}

function refusedWith(failure: TlsFailure | undefined, alert: string): failure is TlsFailure {
  return failure?.code.endsWith(`_ALERT_${alert}`) === true
}

/** Where that fails, the first failure says more. */
async function secureAnew(
  line: Line,
  failure: TlsFailure,
  wanted: WantedTls,
): Promise<TlsFailure | undefined> {
  if ((await line.dial()) !== undefined) return failure
  const another = await line.secure(wanted)
  return another === undefined || refusedWith(failure, 'NO_APPLICATION_PROTOCOL') ? another : failure
}

/** The probe of the protocol that both sides have agreed on. */
function agreedOn({ alpn }: TlsSession, probes: readonly ServiceProbe[]): ServiceProbe | undefined {
  return alpn === undefined ? undefined : probes.find((probe) => probe.alpn?.includes(alpn))
}

function failedHandshake(line: Line, { handshake, end }: TlsFailure, tools: AskTools): Reply {
  const context = line.record.context('tls', handshake.sent)
  const match = read(line.record, handshake.received, context, tools)
  const reaction = handshake.received.length > 0 ? 'data' : reactionOf(end)
  return { reaction, dialled: true, ...(match !== undefined && { finding: { match, context } }) }
}

/** Who says the same again and again, and nobody knows it, is not read again and again. */
function read(
  record: EndpointRecord,
  received: Uint8Array,
  context: AnswerContext,
  { probes, failed }: AskTools,
): Match | undefined {
  const saidAnyway = context.probe === 'listen' && context.tls === undefined
  const match =
    saidAnyway && record.isUnknown(received) ? undefined : bestMatch(received, context, probes, failed)
  if (match !== undefined) return match
  if (saidAnyway) record.noteUnknown(received)
  record.shorten(received)
  return undefined
}

function reactionOf(end: TlsFailure['end']): Reaction {
  return end === 'full' ? 'data' : end
}

function dialReaction({ code }: DialFailure): Reply['reaction'] {
  if (code === 'ECONNREFUSED' || code === 'ECONNRESET' || code === 'ECONNABORTED') return 'reset'
  return code === 'ETIMEDOUT' ? 'silence' : 'failed'
}

const LISTEN = { probe: 'listen', bytes: NO_BYTES, enough: undefined }
