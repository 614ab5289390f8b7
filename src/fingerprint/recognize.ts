import type { Transport } from '../model/endpoint.ts'
import type { Confidence, Service } from '../model/service.ts'
import type { AnswerContext, Match, ServiceProbe } from './service-probe.ts'
import { commonServices, optInServices } from './services/index.ts'

/** The most of an answer that is looked at. */
export const LOOKED_AT = 16_384
/** The longest text of a service that came from the network. */
export const FIELD_LIMIT = 512

/** To read an answer does no harm, whoever it comes from. */
const EVERY_SERVICE = [...commonServices, ...optInServices]

/** Called with what a matcher threw, which is its bug: it counts as "no match". */
export type MatcherFailed = (probe: ServiceProbe, error: unknown) => void

/**
 * Names the service that an answer comes from, by the bytes alone: pure, no network, at most the first 16 KiB.
 * `probe` says what the bytes answer (the service's name, `'listen'` where the peer spoke first); leave it away
 * where that is unknown. By default all services are known, those too that are asked only by name.
 *
 * @example
 * recognize(Buffer.from('SSH-2.0-OpenSSH_9.6\r\n'), { transport: 'tcp' })?.product // 'OpenSSH'
 */
export function recognize(
  bytes: Uint8Array,
  context: AnswerContext,
  probes: readonly ServiceProbe[] = EVERY_SERVICE,
): Service | undefined {
  const match = bestMatch(bytes, context, probes, rethrow)
  return match && serviceOf(match, context)
}

/**
 * The best match of all probes' matchers. The probe that was asked goes first, then those whose port it is; a
 * later one wins only by a better confidence, so an error text never beats the answer of the protocol itself.
 */
export function bestMatch(
  bytes: Uint8Array,
  context: AnswerContext,
  probes: readonly ServiceProbe[],
  failed: MatcherFailed,
): Match | undefined {
  if (bytes.length === 0) return undefined
  // A Buffer, so that each matcher that reads text need not make its own.
  const answer = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, LOOKED_AT))
  let best: Match | undefined
  let bestScore = 0
  for (const probe of probes) {
    if (!speaks(probe, context.transport)) continue
    const match = matchOf(probe, answer, context, failed)
    if (match === undefined) continue
    const score = RANK[match.confidence] * 4 + closeness(probe, context)
    if (score <= bestScore) continue
    best = match
    bestScore = score
  }
  return best
}

/** A service from one match and what the frame knows; fields of two matches are never mixed. */
export function serviceOf(match: Match, context: AnswerContext): Service {
  const { wantsTls: _, by: _by, tls = context.tls, cpe, details = {}, ...fields } = match
  const service: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(fields)) {
    service[key] = typeof value === 'string' ? value.slice(0, FIELD_LIMIT) : value
  }
  return {
    ...(service as Omit<typeof fields, 'tls'>),
    ...(cpe !== undefined && cpe.length > 0 && { cpe }),
    ...(tls !== undefined && { tls }),
    details,
    probe: context.probe ?? 'listen',
  }
}

/** Better confidence wins. */
export const RANK: Readonly<Record<Confidence, number>> = {
  'port-table': 0,
  pattern: 1,
  structured: 2,
  verified: 3,
}

/** What answers by datagram is told by what is asked by datagram: an SSDP device must not pass for a web server. */
function speaks({ datagrams, hello, serverFirst }: ServiceProbe, transport: Transport): boolean {
  if (transport === 'udp') return datagrams !== undefined
  return datagrams === undefined || hello !== undefined || serverFirst === true
}

function matchOf(
  probe: ServiceProbe,
  answer: Uint8Array,
  context: AnswerContext,
  failed: MatcherFailed,
): Match | undefined {
  let best: Match | undefined
  for (const matcher of probe.matchers) {
    try {
      const match = matcher(answer, context)
      if (match === undefined) continue
      checkMatch(match, 'a matcher')
      if (best === undefined || RANK[match.confidence] > RANK[best.confidence]) best = match
    } catch (error) {
      failed(probe, error)
    }
  }
  return best
}

/** What a user's own function gives may be no TypeScript. */
export function checkMatch(match: Match | undefined, maker: string): asserts match {
  if (typeof match?.name !== 'string' || !(RANK[match.confidence] > 0))
    throw new TypeError(`${maker} has to return an object with name and confidence`)
}

// Breaks ties between matches of equal confidence.
function closeness(probe: ServiceProbe, { probe: asked, port, tls }: AnswerContext): number {
  if (probe.name === asked) return 3
  const usual = tls === undefined ? probe.ports : probe.tlsPorts
  return port !== undefined && usual?.includes(port) === true ? 2 : 1
}

function rethrow(_probe: ServiceProbe, error: unknown): never {
  throw error
}
