import { viewOf, cookie } from '../echo.ts'
import { cleanValue, latin1 } from '../field.ts'
import type { HelloContext, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `ident`. */
export interface IdentDetails {
  /** How it refuses: `'NO-USER'`, `'INVALID-PORT'`, `'HIDDEN-USER'`. */
  readonly error?: string
}

const ANSWER =
  /^(?<server>\d{1,5}) {0,4}, {0,4}(?<client>\d{1,5}) {0,4}: {0,4}(?:ERROR {0,4}: {0,4}(?<error>[\w-]{1,64})|USERID {0,4}:[^\r\n]{1,300})\s{0,4}$/

/** What it says of words that are no two ports, and of a question that it repeats whole. */
const REFUSED =
  /^(?:0 {0,4}, {0,4}0 {0,4}: {0,4}ERROR {0,4}: {0,4}(?<error>INVALID-PORT|NO-USER|HIDDEN-USER|UNKNOWN-ERROR)\r?\n){1,200}$/
const REPEATED = /^(?<question>[^\r\n]{1,100}) : USERID : (?:UNIX|OTHER) : [\w.-]{1,64}\r?\n/

/** An answer to other words than its own. */
const foreign: Matcher = (answer, { sent, probe }) => {
  if (probe === 'ident' || probe === 'listen' || sent === undefined) return undefined
  const text = latin1(answer, 0, 2048)
  const error = REFUSED.exec(text.slice(0, text.lastIndexOf('\n') + 1))?.groups?.['error']
  const question = REPEATED.exec(text)?.groups?.['question']
  const repeats = question !== undefined && latin1(sent, 0, 101).split(/\r?\n/, 1)[0] === question
  if (error === undefined && !repeats) return undefined
  return {
    name: 'ident',
    details: { ...(error !== undefined && { error }) } satisfies IdentDetails,
    confidence: 'structured',
    evidence: error === undefined ? 'our words, and whose they are' : 'a refusal of two ports that are none',
  }
}

/** Asks for a connection that does not exist: two ports above those that are given out. */
function query({ random }: HelloContext): Uint8Array {
  const view = viewOf(cookie(random, 2))
  return Buffer.from(`${61_000 + (view.getUint8(0) << 4)},${61_001 + (view.getUint8(1) << 4)}\r\n`)
}

const response: Matcher = (answer, { sent, probe }) => {
  const { server, client, error } = ANSWER.exec(latin1(answer, 0, 512))?.groups ?? {}
  if (server === undefined) return undefined
  const echoed = sent !== undefined && latin1(sent, 0, 32).trim() === `${server},${client!}`
  if (!echoed && (probe !== 'ident' || sent !== undefined)) return undefined
  const refused = cleanValue(error)
  return {
    name: 'ident',
    details: { ...(refused !== undefined && { error: refused }) } satisfies IdentDetails,
    confidence: echoed ? 'verified' : 'structured',
    evidence: echoed ? 'answer about the ports that were asked for' : 'answer about two ports',
  }
}

/**
 * Identification protocol, RFC 1413.
 *
 * Asks: who owns a connection that does not exist.
 * Known by: an error about the two ports that were asked for.
 */
export const ident: ServiceProbe = {
  name: 'ident',
  ports: [113],
  rarity: 8,
  reacts: { http: 'reset', tls: 'reset' },
  hello: query,
  enough: (bytes) => bytes.includes(0x0a),
  matchers: [response, foreign],
}
