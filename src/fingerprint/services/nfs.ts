import { cookie, sameBytes, viewOf } from '../echo.ts'
import type { HelloContext, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `nfs`. */
export interface NfsDetails {
  /** Lowest and highest version that it speaks, where it told. */
  readonly versions?: readonly [lowest: number, highest: number]
}

const NFS = 100_003
const CALL = 40
/** Over TCP: four bytes of length, the highest bit for the last fragment (RFC 5531, section 11). */
const MARK = 4
const [SUCCESS, PROGRAM_MISMATCH] = [0, 2]

/** A call of procedure 0, which does nothing, of version 104: the answer says which versions there are. */
function nullCall({ random }: HelloContext): Buffer {
  const call = Buffer.alloc(CALL)
  cookie(random, 4).copy(call)
  call.writeUInt32BE(2, 8)
  call.writeUInt32BE(NFS, 12)
  call.writeUInt32BE(104, 16)
  return call
}

function framed(call: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0x80, 0, 0, call.length]), call])
}

const reply: Matcher = (answer, { transport, sent, probe }) => {
  const start = transport === 'udp' ? 0 : MARK
  // Every program of ONC RPC replies in this form: it has to be the answer to a call of NFS.
  if (sent === undefined ? transport === 'udp' || probe !== 'nfs' : !isAnswerTo(sent, answer, start))
    return undefined
  if (answer.length < start + 24 || (start > 0 && !isRecord(answer))) return undefined
  const view = viewOf(answer)
  const verifier = view.getUint32(start + 16)
  const at = start + 20 + 4 * Math.ceil(verifier / 4)
  const accepted = view.getUint32(start + 4) === 1 && view.getUint32(start + 8) === 0
  if (!accepted || verifier > 400 || at + 4 > answer.length) return undefined
  const status = view.getUint32(at)
  const versions = status === PROGRAM_MISMATCH && at + 12 === answer.length
  if (!versions && status !== SUCCESS) return undefined
  return {
    name: 'nfs',
    details: (versions
      ? { versions: [view.getUint32(at + 4), view.getUint32(at + 8)] }
      : {}) satisfies NfsDetails,
    confidence: sent ? 'verified' : 'structured',
    evidence: `reply of NFS${sent ? ' with our transaction id' : ''}`,
  }
}

function isAnswerTo(sent: Uint8Array, answer: Uint8Array, start: number): boolean {
  const isCall = sent.length === start + CALL && viewOf(sent).getUint32(start + 12) === NFS
  return isCall && sameBytes(answer, start, sent, start, 4)
}

/** Whether it is one whole record. */
function isRecord(bytes: Uint8Array): boolean {
  return viewOf(bytes).getUint32(0) === 0x8000_0000 + bytes.length - MARK
}

/**
 * NFS, RFC 1813 and RFC 7530, over ONC RPC, RFC 5531.
 *
 * Asks: procedure 0 of a version that there is not, over TCP and UDP.
 * Known by: our transaction id comes back in a reply that is accepted.
 * Version: of the protocol alone, lowest and highest.
 */
export const nfs: ServiceProbe = {
  name: 'nfs',
  ports: [2049],
  udpPorts: [2049],
  rarity: 7,
  hello: (context) => framed(nullCall(context)),
  datagrams: [nullCall],
  enough: (bytes) =>
    bytes.length >= MARK && bytes.length >= MARK + (viewOf(bytes).getUint32(0) & 0x7fff_ffff),
  matchers: [reply],
}
