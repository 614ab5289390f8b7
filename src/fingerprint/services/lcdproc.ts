import { latin1 } from '../field.ts'
import type { Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `lcdproc`. */
export interface LcdprocDetails {
  /** Version of the protocol: `'0.3'`. */
  readonly protocol: string
  /** Columns and lines of the display. */
  readonly columns: number
  readonly lines: number
}

const CONNECT =
  /^connect LCDproc (?<version>\d[\w.]{0,20}) protocol (?<protocol>\d[\d.]{0,10}) lcd wid (?<columns>\d{1,4}) hgt (?<lines>\d{1,4}) /

const welcome: Matcher = (answer) => {
  const found = CONNECT.exec(latin1(answer, 0, 256))?.groups
  if (!found) return undefined
  return {
    name: 'lcdproc',
    product: 'LCDproc LCDd',
    version: found['version']!,
    details: {
      protocol: found['protocol']!,
      columns: Number(found['columns']),
      lines: Number(found['lines']),
    } satisfies LcdprocDetails,
    confidence: 'structured',
    evidence: 'answer to hello',
  }
}

const refusal: Matcher = (answer) =>
  /^huh\? Invalid command "[^"]{1,300}"\n/.test(latin1(answer, 0, 400))
    ? { name: 'lcdproc', product: 'LCDproc LCDd', confidence: 'pattern', evidence: 'error of LCDd' }
    : undefined

/**
 * LCDproc, "The LCDproc client language" of its developer's guide.
 *
 * Asks: `hello`; then `bye`. Nothing is shown on the display.
 * Known by: the answer to it, or its words for a command that it does not know.
 * Version: the answer.
 */
export const lcdproc: ServiceProbe = {
  name: 'lcdproc',
  ports: [13_666],
  rarity: 8,
  hello: () => Buffer.from('hello\n'),
  enough: (bytes) => bytes.includes(0x0a),
  matchers: [welcome, refusal],
  goodbye: Buffer.from('bye\n'),
}
