import { viewOf } from '../echo.ts'
import type { HelloContext, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `dnp3`. */
export interface Dnp3Details {
  /** The link addresses of the stations that answered, at most 16. */
  readonly stations: readonly number[]
}

const START = 0x0564
/** Of a frame's first block: start, length, control, destination, source, CRC. */
const BLOCK = 10
const REQUEST_LINK_STATUS = 0xc9
/** What a station may answer: function ACK, NACK, LINK STATUS, NOT SUPPORTED, or words of its own. */
const FROM_STATION = 0x80
const SELF_ADDRESS = 0xfffc
/** The addresses that stations have when nobody has changed them, and the one that all with "self address" hear. */
const USUAL = [SELF_ADDRESS, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 100, 1_024]

/** REQUEST LINK STATUS to each usual address, from one that nobody can guess. */
function requests({ random }: HelloContext): Uint8Array {
  const ours = 0x1000 + Math.floor(random() * 0xd000)
  return Buffer.concat(USUAL.map((station) => linkFrame(REQUEST_LINK_STATUS, station, ours)))
}

/** A frame of the data link layer that carries no data. */
export function linkFrame(control: number, destination: number, source: number): Buffer {
  const frame = Buffer.alloc(BLOCK)
  frame.writeUInt16BE(START)
  frame[2] = 5
  frame[3] = control
  frame.writeUInt16LE(destination, 4)
  frame.writeUInt16LE(source, 6)
  frame.writeUInt16LE(crc(frame.subarray(0, 8)), 8)
  return frame
}

/** CRC-16/DNP: x^16 + x^13 + x^12 + x^11 + x^10 + x^8 + x^6 + x^5 + x^2 + 1, reflected and inverted. */
function crc(bytes: Uint8Array): number {
  let sum = 0
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xa6bc : sum >>> 1
  }
  return ~sum & 0xffff
}

const statuses: Matcher = (answer, { sent }) => {
  const ours = sent !== undefined && isFrame(sent, 0) ? viewOf(sent).getUint16(6, true) : undefined
  if (sent !== undefined && ours === undefined) return undefined
  const stations = new Set<number>()
  const view = viewOf(answer)
  for (let at = 0; isFrame(answer, at) && stations.size < 16; at += frameLength(answer[at + 2]!)) {
    const fromStation = (answer[at + 3]! & FROM_STATION) === 0
    if (!fromStation) return undefined
    // A station may say words of its own first, to a master that it knows.
    if (ours === undefined || view.getUint16(at + 4, true) === ours)
      stations.add(view.getUint16(at + 6, true))
  }
  if (stations.size === 0) return undefined
  return {
    name: 'dnp3',
    details: { stations: [...stations] } satisfies Dnp3Details,
    confidence: ours === undefined ? 'structured' : 'verified',
    evidence: ours === undefined ? 'link frame with its CRC' : 'link frame to our address with its CRC',
  }
}

function isFrame(bytes: Uint8Array, at: number): boolean {
  if (at + BLOCK > bytes.length) return false
  const view = viewOf(bytes)
  const rightSum = crc(bytes.subarray(at, at + 8)) === view.getUint16(at + 8, true)
  return view.getUint16(at) === START && bytes[at + 2]! >= 5 && rightSum
}

/** With its data, in blocks of 16 bytes that have a CRC each. */
function frameLength(length: number): number {
  const data = length - 5
  return BLOCK + data + 2 * Math.ceil(data / 16)
}

/**
 * DNP3, IEEE 1815, data link layer.
 *
 * Asks: REQUEST LINK STATUS of fourteen usual station addresses; nothing of the application layer.
 * Known by: a link frame to our address whose CRC is right.
 */
export const dnp3: ServiceProbe = {
  name: 'dnp3',
  ports: [20_000],
  udpPorts: [20_000],
  rarity: 9,
  optIn: true,
  hello: requests,
  datagrams: [requests],
  enough: (bytes) => bytes.length >= BLOCK,
  matchers: [statuses],
}
