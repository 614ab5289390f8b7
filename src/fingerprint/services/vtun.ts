import { cleanValue, known as present, latin1 } from '../field.ts'
import type { Matcher, ServiceProbe } from '../service-probe.ts'

const GREETING = /^VTUN server ver (?<version>[\w.]{1,16}) (?<built>[\w/.: ]{1,24})\n/

const greeting: Matcher = (answer) => {
  const { version, built } = GREETING.exec(latin1(answer, 0, 64))?.groups ?? {}
  if (version === undefined) return undefined
  // "3.X" stands for a series.
  const info = cleanValue(`${version} ${built!}`)
  return {
    name: 'vtun',
    product: 'VTun',
    ...(/^\d[\d.]{0,15}$/.test(version) && { version }),
    ...present({ info }),
    confidence: 'structured',
    evidence: 'greeting of a server of VTun',
  }
}

/**
 * The tunnel daemon VTun, vtund(8).
 *
 * Asks: nothing.
 * Known by: its greeting, which names it.
 * Version: the greeting, where it is no series ("3.X").
 */
export const vtun: ServiceProbe = {
  name: 'vtun',
  ports: [],
  rarity: 8,
  serverFirst: true,
  enough: (bytes) => bytes.includes(0x0a),
  matchers: [greeting],
}
