import { viewOf } from '../echo.ts'
import { latin1 } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import { trimVersion } from '../products/split-version.ts'
import type { Matcher, ServiceProbe } from '../service-probe.ts'

/** `P`, flags of the protocol (0: bencoded), level of compression, index of the packet, length. */
const HEADER = 8
/** A version that every release takes; only theirs is asked for. */
const REQUEST = 'l5:hellod7:version3:4.015:version_requesti1eee'
const ANSWER = /^l5:hellod(?:[^\r\n]{0,400}?\D)??7:version(?<length>\d{1,2}):(?<version>\d[\w.]{0,40})/
const REFUSAL = /^disconnect: connection failed, invalid packet (?:header|format)\b/

function hello(): Uint8Array {
  const packet = Buffer.alloc(HEADER + REQUEST.length)
  packet.write('P')
  packet.writeUInt32BE(REQUEST.length, 4)
  packet.write(REQUEST, HEADER)
  return packet
}

const version: Matcher = (answer) => {
  if (answer.length < HEADER || answer[0] !== 0x50 || answer[1] !== 0) return undefined
  const fits = HEADER + viewOf(answer).getUint32(4) <= answer.length
  const told = fits ? ANSWER.exec(latin1(answer, HEADER, HEADER + 512))?.groups : undefined
  const release = trimVersion(told?.['version']!.slice(0, Number(told['length'])))
  if (release === undefined || latin1(answer, HEADER, HEADER + REQUEST.length) === REQUEST) return undefined
  return {
    name: 'xpra',
    product: 'Xpra',
    version: release,
    cpe: [cpe({ part: 'a', vendor: 'xpra', product: 'xpra', version: release })],
    confidence: 'verified',
    evidence: 'answer to the question for its version, its length fits',
  }
}

const refusal: Matcher = (answer) =>
  REFUSAL.test(latin1(answer, 0, 200))
    ? { name: 'xpra', product: 'Xpra', confidence: 'pattern', evidence: 'words of its refusal' }
    : undefined

/**
 * Xpra, the packets of its documentation ("Network protocol").
 *
 * Asks: for its version, which it tells before any authentication.
 * Known by: the answer, whose length fits, or its words for a packet that is none.
 * Version: the answer.
 */
export const xpra: ServiceProbe = {
  name: 'xpra',
  ports: [14_500],
  rarity: 8,
  hello,
  enough: (bytes) =>
    bytes.length >= HEADER && (bytes[0] !== 0x50 || bytes.length >= HEADER + viewOf(bytes).getUint32(4)),
  matchers: [version, refusal],
}
