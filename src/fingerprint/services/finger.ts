import { cookie } from '../echo.ts'
import { latin1 } from '../field.ts'
import type { HelloContext, Matcher, ServiceProbe } from '../service-probe.ts'

const NAME = /portscan-[0-9a-f]{8}/
const REFUSAL = /no such user|not found|unknown user|no user|does not exist|user unknown|no match/i
const CISCO = /^\s{0,8}Line {2,12}User {2,20}Host\(s\) {2,30}Idle {2,12}Location\r?\n/m

/** cfingerd does not repeat the name; this is all that it says below its title. */
const NOBODY = /(?:^|\n) {8,40}There is no such user\.\s{0,8}$/
const REPEATED = /^finger: (?<word>[^\s:]{1,100}): no such user\.?\r?\n/

/** A user whom nobody has: the list of those who are logged in is nobody's business. */
function query({ random }: HelloContext): Uint8Array {
  return Buffer.from(`portscan-${cookie(random, 4).toString('hex')}\r\n`)
}

/** Our own invented name in a line that says there is none such. */
const response: Matcher = (answer, { sent, probe }) => {
  const text = latin1(answer, 0, 2048)
  if (CISCO.test(text) && probe === 'finger')
    return {
      name: 'finger',
      product: 'IOS',
      vendor: 'Cisco',
      confidence: 'structured',
      evidence: 'table of lines',
    }
  if (probe === 'finger' && NOBODY.test(text))
    return { name: 'finger', confidence: 'structured', evidence: 'there is no such user' }
  const name = NAME.exec(sent === undefined ? text : latin1(sent, 0, 32))?.[0]
  if (name === undefined || probe !== 'finger' || /^(?:HTTP\/|[1-5]\d\d[ -])/.test(text)) return undefined
  const line = text.split('\n', 32).find((one) => one.includes(name) && REFUSAL.test(one))
  if (line === undefined) return undefined
  const confidence = sent === undefined ? 'structured' : 'verified'
  return { name: 'finger', confidence, evidence: 'the invented user is unknown' }
}

/** Other words than its own are users whom it looks for, one after the other. */
const foreign: Matcher = (answer, { sent, probe }) => {
  if (probe === 'finger' || sent === undefined) return undefined
  const word = REPEATED.exec(latin1(answer, 0, 256))?.groups?.['word']
  if (word === undefined || latin1(sent, 0, 101).split(/\s/, 1)[0] !== word) return undefined
  return { name: 'finger', confidence: 'structured', evidence: 'our first word is no user' }
}

/**
 * Finger, RFC 1288.
 *
 * Asks: for an invented user.
 * Known by: a line that says there is no user of that name.
 */
export const finger: ServiceProbe = {
  name: 'finger',
  ports: [79],
  rarity: 9,
  hello: query,
  matchers: [response, foreign],
}
