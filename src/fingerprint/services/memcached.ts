import { cookie, sameBytes } from '../echo.ts'
import { cleanValue, latin1 } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import { trimVersion } from '../products/split-version.ts'
import type {
  AnswerContext,
  DetailStep,
  HelloContext,
  Match,
  Matcher,
  ServiceProbe,
} from '../service-probe.ts'

/** `details` of a service named `memcached`. */
export interface MemcachedDetails {
  /** Whether it wants a login first. */
  readonly authRequired?: boolean
  /** True where it speaks the binary protocol alone. */
  readonly binary?: true
}

const VERSION_COMMAND = Buffer.from('version\r\n')
const SINGLE = Buffer.from([0, 0, 0, 1, 0, 0])
const VERSION = /^VERSION (?<version>[^\r\n]{1,80})\r?\n/
const UNAUTHENTICATED = /^CLIENT_ERROR unauth/
// Every line that it does not know gets one of these.
const ERRORS = /^(?:ERROR\r\n){1,64}$/

/** Over UDP: request id, number of the datagram, how many there are, and 0. */
const FRAME = 8

function datagram({ random }: HelloContext): Uint8Array {
  return Buffer.concat([cookie(random, 2), Buffer.from([0, 0, 0, 1, 0, 0]), VERSION_COMMAND])
}

/** The text protocol, behind a frame that has our id. */
const framed: Matcher = (answer, context) => {
  const { transport, sent } = context
  if (transport !== 'udp' || answer.length <= FRAME) return undefined
  const echoed = sent !== undefined && sameBytes(answer, 0, sent, 0, 2)
  if (!sameBytes(answer, 2, SINGLE, 0, 6) || (sent !== undefined && !echoed)) return undefined
  const text = answer.subarray(FRAME)
  const match = version(text, context) ?? refusal(text, context)
  return match && echoed ? { ...match, confidence: 'verified' } : match
}

const version: Matcher = (answer) => {
  const text = VERSION.exec(latin1(answer, 0, 256))?.groups?.['version']
  if (text === undefined) return undefined
  return {
    name: 'memcached',
    ...memcachedSoftware(text),
    details: { authRequired: false } satisfies MemcachedDetails,
    confidence: 'structured',
    evidence: 'VERSION line',
  }
}

/** It has been 1.x since 2003; others say the version of their own program. */
export function memcachedSoftware(text: string): Partial<Match> {
  const version = trimVersion(/\d[\w.+-]{0,40}/.exec(text)?.[0])
  if (version === undefined) return {}
  // Its Java servers name their releases so.
  if (/^\d{1,2}\.\d{1,2}\.\d{1,3}\.(?:Final|CR\d{1,2}|Dev\d{1,2})\b/.test(text))
    return {
      product: 'Infinispan',
      vendor: 'Red Hat',
      version,
      cpe: [cpe({ part: 'a', vendor: 'infinispan', product: 'infinispan', version })],
    }
  const isOwn = /^1\.\d{1,2}\.\d{1,3}/.test(text) && !/\bflare\b|\bcouchbase\b|\bproxy\b/i.test(text)
  if (!isOwn) return { version }
  return {
    product: 'memcached',
    vendor: 'memcached',
    version,
    cpe: [cpe({ part: 'a', vendor: 'memcached', product: 'memcached', version })],
  }
}

const refusal: Matcher = (answer, context) => {
  const text = latin1(answer, 0, 512)
  if (UNAUTHENTICATED.test(text)) {
    return {
      name: 'memcached',
      product: 'memcached',
      vendor: 'memcached',
      details: { authRequired: true } satisfies MemcachedDetails,
      confidence: 'structured',
      evidence: `"${cleanValue(text.slice(0, 60))!}"`,
    }
  }
  return ERRORS.test(text) && isLikely(context)
    ? { name: 'memcached', confidence: 'pattern', evidence: '"ERROR" to a foreign command' }
    : undefined
}

/** Modems and serial lines say ERROR as well: somebody must have asked, and not in their language. */
function isLikely({ probe, port }: AnswerContext): boolean {
  return port === 11_211 || (probe !== undefined && probe !== 'listen')
}

const askVersion: DetailStep = {
  send: VERSION_COMMAND,
  enough: (bytes) => bytes.includes(0x0a),
  merge: (match: Match, answer, context) => version(answer, context) ?? refusal(answer, context) ?? match,
}

/**
 * Memcached's text protocol, its `protocol.txt`.
 *
 * Asks: `version`, `quit`.
 * Known by: `VERSION …`, `CLIENT_ERROR unauth…`, over UDP our request id; `ERROR` to a foreign question is asked
 * again.
 * Version: the version line.
 */
export const memcached: ServiceProbe = {
  name: 'memcached',
  ports: [11_211],
  udpPorts: [11_211],
  rarity: 4,
  hello: () => VERSION_COMMAND,
  datagrams: [datagram],
  enough: (bytes) => bytes.includes(0x0a),
  matchers: [version, refusal, framed],
  reacts: { http: 'close' },
  detail: (match, step) => (step === 0 && match.confidence === 'pattern' ? askVersion : undefined),
  goodbye: Buffer.from('quit\r\n'),
}
