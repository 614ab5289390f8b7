import { latin1 } from '../field.ts'
import type { Matcher, ServiceProbe } from '../service-probe.ts'

const LINE = 72
const FIRST = 0x20
const LAST = 0x7e

/** Two lines of all printable characters in turn, the second one character further than the first. */
const pattern: Matcher = (answer) => {
  const [first, second] = latin1(answer, 0, 200).split('\r\n')
  const isPattern =
    first?.length === LINE &&
    isRow(first) &&
    second?.length === LINE &&
    isRow(second) &&
    first[1] === second[0]
  return isPattern
    ? { name: 'chargen', confidence: 'structured', evidence: 'the characters of RFC 864 in turn' }
    : undefined
}

// Some leave out the blank, where the row starts again.
function isRow(line: string): boolean {
  for (let at = 0; at + 1 < line.length; at++) {
    const [one, next] = [line.charCodeAt(at), line.charCodeAt(at + 1)]
    const starts = one === LAST && (next === FIRST || next === FIRST + 1)
    if (one < FIRST || one > LAST || (next !== one + 1 && !starts)) return false
  }
  return true
}

/**
 * Character generator, RFC 864.
 *
 * Asks: nothing, it talks without end; never by datagram, because of what comes back.
 * Known by: two lines of its pattern.
 */
export const chargen: ServiceProbe = {
  name: 'chargen',
  ports: [19],
  rarity: 9,
  serverFirst: true,
  enough: (bytes) => bytes.length >= 2 * (LINE + 2),
  matchers: [pattern],
}
