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

/** Opcode, our session id, no acknowledgements, packet number 0. */
function hardReset({ random }: HelloContext): Uint8Array {
  return Buffer.concat([Buffer.from([HARD_RESET_CLIENT_V2]), cookie(random, SESSION), Buffer.alloc(5)])
}

/** Opcode, its session id, one acknowledgement (of our packet 0), our session id, its packet number 0. */
const reset: Matcher = (answer, { transport, sent }) => {
  const [opcode] = answer
  const isReset = opcode === HARD_RESET_SERVER_V2 || opcode === HARD_RESET_SERVER_V1
  if (transport !== 'udp' || !isReset || answer.length !== 26 || answer[9] !== 1) return undefined
  const echoed = sent !== undefined && sameBytes(answer, 14, sent, 1, SESSION)
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
 * OpenVPN over UDP, by its protocol document (doc/doxygen/doc_protocol_overview.h of its source). A server with
 * `tls-auth` or `tls-crypt` drops what it cannot authenticate: it stays silent, as it should.
 */
export const openvpn: ServiceProbe = {
  name: 'openvpn',
  ports: [],
  udpPorts: [1194],
  rarity: 5,
  datagrams: [hardReset],
  matchers: [reset],
}
