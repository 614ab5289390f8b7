import { cleanValue, known as present, latin1 } from '../field.ts'
import type { Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `lpd`. */
export interface LpdDetails {
  /** What it says of the queue, its first line. */
  readonly state?: string
}

const WORDS =
  /\bno entries\b|\bno printable jobs?\b|\bis ready\b|\bprinter\b|\bqueue\b|\blpd\b|\bspool|\bRank\b|\bjobs?\b/i
// A state is a text for people; others speak of queues too.
const BINARY = /[\0-\x08\x0e-\x1f]/ // eslint-disable-line no-control-regex
/** Not text: it refuses with one byte that is not 0, as it does with jobs. */
const REFUSED = 1

const queueState: Matcher = (answer, { probe, sent }) => {
  // Words of a printer are said by many others as well: only as an answer to our own question.
  if (probe !== 'lpd' || (sent !== undefined && sent[0] !== SHORT_STATE[0])) return undefined
  const text = latin1(answer, 0, 1_024)
  const refused = answer.length === 1 && answer[0] === REFUSED
  if (
    !refused &&
    (BINARY.test(text) || !WORDS.test(text) || /^(?:HTTP\/|OK \d|[<@*+-]|\d{3}[ -]|SSH-)/.test(text))
  )
    return undefined
  const state = refused ? undefined : cleanValue(text.split('\n').find((line) => line.trim() !== ''))
  return {
    name: 'lpd',
    ...softwareOf(text),
    details: present({ state }) satisfies LpdDetails,
    confidence: 'pattern',
    evidence: refused ? 'the question is refused' : `state of a queue: "${state?.slice(0, 60) ?? ''}"`,
  }
}

/** LPRng says on which host the queue is, and writes its headings in its own way. */
function softwareOf(text: string): { product?: string; hostname?: string } {
  const host = /^\s{0,4}Printer: [\w.-]{1,64}@(?<host>[\w.-]{1,128})/.exec(text)?.groups?.['host']
  return host === undefined ? {} : { product: 'LPRng', hostname: host }
}

const SHORT_STATE = Buffer.from('\x03lp\n')

/**
 * LPD, RFC 1179, section 5.3.
 *
 * Asks: the short state of a queue named "lp"; no job is ever begun.
 * Known by: the words of a queue's state, or a refusal of one byte.
 */
export const lpd: ServiceProbe = {
  name: 'lpd',
  ports: [515],
  rarity: 9,
  optIn: true,
  hello: () => SHORT_STATE,
  // It says what it has to say and closes.
  enough: () => false,
  matchers: [queueState],
}
