import { viewOf } from '../echo.ts'
import type { Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `sane`. */
export interface SaneDetails {
  /** Version of the interface and, behind it, of the network protocol: `'1.1.3'`. */
  readonly protocol: string
}

const LENGTH = 8
const USER = 'portscan\0'
const [INIT, EXIT] = [0, 10]
/** Version 1.0, network protocol 3. */
const VERSION = 0x0100_0003

/** Says which version we speak, and who we are in name alone: nobody is logged in, no scanner is opened. */
function init(): Uint8Array {
  const words = Buffer.alloc(12)
  words.writeUInt32BE(INIT, 0)
  words.writeUInt32BE(VERSION, 4)
  words.writeUInt32BE(USER.length, 8)
  return Buffer.concat([words, Buffer.from(USER)])
}

/** A status of success and a version of the same kind: major, minor, build. */
const reply: Matcher = (answer, { probe }) => {
  if (probe !== 'sane' || answer.length !== LENGTH) return undefined
  const view = viewOf(answer)
  const [major = 0, minor = 0] = answer.subarray(4)
  const build = view.getUint16(6)
  if (view.getUint32(0) !== 0 || major !== 1 || minor > 9 || build === 0 || build > 9) return undefined
  return {
    name: 'sane',
    product: 'SANE',
    details: { protocol: `${major}.${minor}.${build}` } satisfies SaneDetails,
    confidence: 'structured',
    evidence: 'a status of success and a version',
  }
}

/**
 * The scanner daemon saned(8), "Network Protocol" of the SANE standard.
 *
 * Asks: `SANE_NET_INIT`; no list of scanners, none is opened. Then `SANE_NET_EXIT`.
 * Known by: a status of success and a version of the protocol, eight bytes in all.
 */
export const sane: ServiceProbe = {
  name: 'sane',
  ports: [6566],
  rarity: 8,
  hello: init,
  enough: (bytes) => bytes.length >= LENGTH,
  matchers: [reply],
  goodbye: Buffer.from([0, 0, 0, EXIT]),
}
