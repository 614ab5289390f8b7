import { latin1 } from '../field.ts'
import type { AnswerContext, Matcher, ServiceProbe } from '../service-probe.ts'

const CLOCK = /\b\d{1,2}:\d{2}:\d{2}\b/
const DATE =
  /\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\b|\b\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b/i
/** `\n61365 26-11-21 15:00:48 00 0 0 500.0 UTC(NIST) * \n`: the day's number, date, time, and who says so. */
const NIST =
  /^\s{0,2}\d{5} \d\d-\d\d-\d\d \d\d:\d\d:\d\d \d\d \d \d {1,3}[\d.]{1,6} UTC\(\w{1,10}\) [*#] ?\s{0,3}$/

/** One line with a date and a time of day; the laboratories' form is known anywhere. */
const line: Matcher = (answer, context) => {
  if (answer.length > 128) return undefined
  const text = latin1(answer)
  const laboratory = NIST.test(text)
  if (!laboratory && !(isExpected(context) && isDate(text.trim()))) return undefined
  return { name: 'daytime', confidence: 'structured', evidence: 'a line with date and time' }
}

function isExpected({ port, probe }: AnswerContext): boolean {
  return port === 13 || probe === 'daytime'
}

function isDate(text: string): boolean {
  return /^[\w ,:./()+-]{12,80}$/.test(text) && CLOCK.test(text) && DATE.test(text)
}

/**
 * Daytime, RFC 867.
 *
 * Asks: nothing, the server speaks first.
 * Known by: one line with a date and a time, on its own port; NIST's form anywhere.
 */
export const daytime: ServiceProbe = {
  name: 'daytime',
  ports: [13],
  rarity: 9,
  serverFirst: true,
  enough: (bytes) => bytes.length > 2 && bytes.at(-1) === 0x0a,
  matchers: [line],
}
