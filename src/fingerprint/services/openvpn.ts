import { cookie, sameBytes } from '../echo.ts'
import type { HelloContext, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `openvpn`. */
export interface OpenvpnDetails {
  /** The key method that the server resets to: 2 in all that are in use. */
  readonly keyMethod: 1 | 2
}

/** Opcodes, in the upper five bits; the key id in the lower three is 0. */
const HARD_RESET_CLIENT_V2 = 7 << 3
const HARD_RESET_SERVER_V1 = 2 << 3
const HARD_RESET_SERVER_V2 = 8 << 3
const SESSION = 8
const RESET = 26

/** Opcode, our session id, no acknowledgements, packet number 0. */
function hardReset({ random }: HelloContext): Uint8Array {
  return Buffer.concat([Buffer.from([HARD_RESET_CLIENT_V2]), cookie(random, SESSION), Buffer.alloc(5)])
}

/** Over TCP each packet stands behind two bytes of length. */
function framedReset(context: HelloContext): Uint8Array {
  const packet = hardReset(context)
  return Buffer.concat([Buffer.from([0, packet.length]), packet])
}

/** Opcode, its session id, one acknowledgement (of our packet 0), our session id, its packet number 0. */
const reset: Matcher = (answer, { transport, sent }) => {
  const frame = transport === 'udp' ? 0 : 2
  const opcode = answer[frame]
  const isReset = opcode === HARD_RESET_SERVER_V2 || opcode === HARD_RESET_SERVER_V1
  if (!isReset || answer.length !== frame + RESET || answer[frame + 9] !== 1) return undefined
  if (frame > 0 && (answer[0] !== 0 || answer[1] !== RESET)) return undefined
  const echoed = sent !== undefined && sameBytes(answer, frame + 14, sent, frame + 1, SESSION)
  if (!echoed && sent !== undefined) return undefined
  return {
    name: 'openvpn',
    product: 'OpenVPN',
    vendor: 'OpenVPN',
    details: { keyMethod: opcode === HARD_RESET_SERVER_V2 ? 2 : 1 } satisfies OpenvpnDetails,
    confidence: echoed ? 'verified' : 'pattern',
    evidence: `hard reset of a server${echoed ? ' acknowledges our session' : ''}`,
  }
}

/**
 * OpenVPN over UDP and TCP, by its protocol document (doc/doxygen/doc_protocol_overview.h of its source). A server
 * with `tls-auth` or `tls-crypt` drops what it cannot authenticate: it stays silent, as it should.
 *
 * Asks: the reset of a client.
 * Known by: the reset of a server that acknowledges our session.
 */
export const openvpn: ServiceProbe = {
  name: 'openvpn',
  ports: [1194],
  udpPorts: [1194],
  rarity: 5,
  hello: framedReset,
  enough: (bytes) => bytes.length >= 2 && bytes.length >= 2 + ((bytes[0]! << 8) | bytes[1]!),
  datagrams: [hardReset],
  matchers: [reset],
  reacts: { http: 'close', tls: 'close' },
}
