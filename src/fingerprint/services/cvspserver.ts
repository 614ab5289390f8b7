import { cookie } from '../echo.ts'
import { latin1 } from '../field.ts'
import type { Matcher, ServiceProbe } from '../service-probe.ts'

const REFUSAL = /^cvs(?:nt)? \[p?server aborted\]: bad auth protocol start: (?<word>[^\r\n]{0,200})\r?\n/

/** It repeats what it cannot read; nobody is ever authenticated. */
const refusal: Matcher = (answer, { sent, probe }) => {
  const word = REFUSAL.exec(latin1(answer, 0, 512))?.groups?.['word']
  if (word === undefined) return undefined
  const echoed = probe === 'cvspserver' && sent !== undefined && latin1(sent, 0, 40).trim() === word
  return {
    name: 'cvspserver',
    product: 'CVS',
    confidence: echoed ? 'verified' : 'structured',
    evidence: 'it aborts over words that do not begin an authentication',
  }
}

/**
 * CVS password server, "The CVS client/server protocol".
 *
 * Asks: a word that begins no authentication.
 * Known by: how it aborts over that word. Where it says so to its own log alone, it stays unknown.
 */
export const cvspserver: ServiceProbe = {
  name: 'cvspserver',
  ports: [2401],
  rarity: 9,
  hello: ({ random }) => Buffer.from(`portscan-${cookie(random, 4).toString('hex')}\n`),
  enough: (bytes) => bytes.includes(0x0a),
  matchers: [refusal],
}
