import { cookie, sameBytes, viewOf } from '../echo.ts'
import type { HelloContext, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `quic`. */
export interface QuicDetails {
  /** What it speaks, as it lists them: `'1'`, `'2'`, `'draft-29'`, `'Q050'`; others by number, as `'0xfaceb002'`. */
  readonly versions: readonly string[]
}

/** A server drops what is shorter than the least first packet (RFC 9000, section 14.1). */
const LENGTH = 1_200
const ID = 8
/** First byte, version, length of an id: where the ids are. */
const IDS = 5
const MAX_VERSIONS = 32

/**
 * A long header (RFC 8999, section 5.1) of a version that will never be (RFC 9000, section 15: `0x?a?a?a?a`), and
 * nothing in it. The server lists its versions and keeps no state; the answer is far shorter than the question.
 */
function unheardOf({ random }: HelloContext): Uint8Array {
  const packet = Buffer.alloc(LENGTH)
  packet[0] = 0xc0
  packet.set(
    cookie(random, 4).map((byte) => (byte & 0xf0) | 0x0a),
    1,
  )
  for (const at of [IDS, IDS + 1 + ID]) {
    packet[at] = ID
    cookie(random, ID).copy(packet, at + 1)
  }
  return packet
}

/** Version Negotiation (RFC 8999, section 6): version 0, our ids the other way round, versions to the end. */
const negotiation: Matcher = (answer, { transport, sent }) => {
  const start = IDS + 2 * (ID + 1)
  const isLong = transport === 'udp' && answer.length > start && answer[0]! >= 0x80
  if (!isLong || viewOf(answer).getUint32(1) !== 0 || (answer.length - start) % 4 !== 0) return undefined
  const [ours, theirs] = [IDS, IDS + ID + 1]
  if (answer[ours] !== ID || answer[theirs] !== ID || sent === undefined) return undefined
  if (!sameBytes(answer, ours, sent, theirs, ID + 1) || !sameBytes(answer, theirs, sent, ours, ID + 1))
    return undefined
  const versions = versionsOf(answer, start)
  return {
    name: 'quic',
    details: { versions } satisfies QuicDetails,
    confidence: 'verified',
    evidence: `list of ${versions.length} versions, our connection ids came back`,
  }
}

function versionsOf(answer: Uint8Array, start: number): string[] {
  const view = viewOf(answer)
  const versions: string[] = []
  for (let at = start; at < answer.length && versions.length < MAX_VERSIONS; at += 4) {
    const number = view.getUint32(at)
    // Reserved ones are there to keep clients from relying on the list.
    if ((number & 0x0f0f0f0f) !== 0x0a0a0a0a) versions.push(versionName(number))
  }
  return versions
}

/** RFC 9000, RFC 9369; drafts of the IETF; Google's own, which are four letters. */
function versionName(number: number): string {
  if (number === 1) return '1'
  if (number === 0x6b3343cf) return '2'
  const upper = number >>> 8
  if (upper === 0xff0000) return `draft-${number & 0xff}`
  if (/^[QT]$/.test(String.fromCharCode(number >>> 24)) && (number & 0x00f0f0f0) === 0x00303030)
    return Buffer.from([number >>> 24, number >>> 16, number >>> 8, number]).toString('latin1')
  return `0x${number.toString(16).padStart(8, '0')}`
}

/**
 * QUIC of any version (RFC 8999); its version negotiation, RFC 9000, section 6. HTTP/3 is one of its uses.
 *
 * Asks: a long header of a reserved version, of 1,200 bytes.
 * Known by: a Version Negotiation with our connection ids.
 * Version: none; the versions of QUIC are in the details.
 */
export const quic: ServiceProbe = {
  name: 'quic',
  ports: [],
  udpPorts: [443, 853, 8443],
  rarity: 7,
  datagrams: [unheardOf],
  matchers: [negotiation],
}
