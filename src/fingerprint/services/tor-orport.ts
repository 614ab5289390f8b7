import { viewOf } from '../echo.ts'
import { cpe } from '../products/cpe.ts'
import type { Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `tor-orport`. */
export interface TorOrportDetails {
  /** Versions of the link protocol: 3, 4, 5. */
  readonly linkProtocols: readonly number[]
}

const [VERSIONS, CERTS] = [7, 129]
/** Circuit 0, the command and its length; then the versions, two bytes each. */
const HEADER = 5
const OFFERED = [3, 4, 5]
const MOST_VERSIONS = 16

function hello(): Uint8Array {
  const cell = Buffer.alloc(HEADER + 2 * OFFERED.length)
  cell[2] = VERSIONS
  cell.writeUInt16BE(2 * OFFERED.length, 3)
  OFFERED.forEach((version, index) => cell.writeUInt16BE(version, HEADER + 2 * index))
  return cell
}

const versions: Matcher = (answer) => {
  if (answer.length < HEADER || answer[0] !== 0 || answer[1] !== 0 || answer[2] !== VERSIONS) return undefined
  const view = viewOf(answer)
  const length = view.getUint16(3)
  const count = length / 2
  const next = HEADER + length
  // A cell with its certificates follows, its circuit in four bytes from version 4 on and in two before.
  const follows = answer[next + 4] === CERTS || answer[next + 2] === CERTS
  if (!Number.isInteger(count) || count < 1 || count > MOST_VERSIONS || !follows) return undefined
  const linkProtocols = Array.from({ length: count }, (_, index) => view.getUint16(HEADER + 2 * index))
  if (!linkProtocols.every((one) => one > 0 && one < 32)) return undefined
  return {
    name: 'tor-orport',
    product: 'Tor',
    vendor: 'The Tor Project',
    cpe: [cpe({ part: 'a', vendor: 'torproject', product: 'tor' })],
    details: { linkProtocols } satisfies TorOrportDetails,
    confidence: 'verified',
    evidence: 'VERSIONS and CERTS cells, their lengths fit',
  }
}

/**
 * Tor's relays, "Tor Protocol Specification": the handshake on the link, inside TLS.
 *
 * Asks: VERSIONS; no circuit is made.
 * Known by: VERSIONS, and CERTS behind it.
 * Version: none, only those of the protocol.
 */
export const torOrport: ServiceProbe = {
  name: 'tor-orport',
  ports: [],
  tlsPorts: [9001],
  rarity: 7,
  hello,
  matchers: [versions],
  reacts: { http: 'silence' },
}
