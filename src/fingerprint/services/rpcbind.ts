import { cookie, sameBytes, viewOf } from '../echo.ts'
import type { HelloContext, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `rpcbind`. */
export interface RpcbindDetails {
  /** Lowest and highest version that it speaks, where it told. */
  readonly versions?: readonly [lowest: number, highest: number]
}

const PORTMAPPER = 100_000
const ACCEPTED = 0
const [SUCCESS, PROGRAM_MISMATCH] = [0, 2]

/** A call of procedure 0, which does nothing, of program version 104: the answer says which versions there are. */
function nullCall({ random }: HelloContext): Uint8Array {
  const call = Buffer.alloc(40)
  cookie(random, 4).copy(call)
  call.writeUInt32BE(2, 8)
  call.writeUInt32BE(PORTMAPPER, 12)
  call.writeUInt32BE(104, 16)
  return call
}

const reply: Matcher = (answer, { transport, sent }) => {
  if (transport !== 'udp' || answer.length < 24 || sent?.length !== 40) return undefined
  const view = viewOf(answer)
  // Type 1 is a reply; then the state of the reply, and a verifier of at most 400 bytes (RFC 5531, section 9).
  const verifier = view.getUint32(16)
  const at = 20 + Math.ceil(verifier / 4) * 4
  const isReply = sameBytes(answer, 0, sent, 0, 4) && view.getUint32(4) === 1
  if (!isReply || view.getUint32(8) !== ACCEPTED || verifier > 400 || at + 4 > answer.length) return undefined
  const status = view.getUint32(at)
  const versions = status === PROGRAM_MISMATCH && at + 12 <= answer.length
  if (!versions && status !== SUCCESS) return undefined
  return {
    name: 'rpcbind',
    details: (versions
      ? { versions: [view.getUint32(at + 4), view.getUint32(at + 8)] }
      : {}) satisfies RpcbindDetails,
    confidence: 'verified',
    evidence: 'reply of the port mapper with our transaction id',
  }
}

/** The port mapper of ONC RPC, RFC 1833 over RFC 5531. */
export const rpcbind: ServiceProbe = {
  name: 'rpcbind',
  ports: [],
  udpPorts: [111],
  rarity: 5,
  datagrams: [nullCall],
  matchers: [reply],
}
