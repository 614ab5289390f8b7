import { cookie, sameBytes, viewOf } from '../echo.ts'

/** How a reply that was accepted ends (RFC 5531, section 9): done, no such program here, no such version of it. */
export const [SUCCESS, PROGRAM_UNAVAILABLE, PROGRAM_MISMATCH] = [0, 1, 2]
/** Over TCP: four bytes of length, the highest bit for the last fragment (RFC 5531, section 11). */
export const MARK = 4

/** Length of a call without arguments. */
const CALL = 40
const LAST = 0x8000_0000
const ACCEPTED = 0

/** What is called: a program by its number, a version of it, one of its procedures. */
export interface RpcCall {
  readonly program: number
  readonly version: number
  readonly procedure: number
}

/** A call without arguments or credentials: our id, RPC version 2, program, its version, procedure. */
export function rpcCall(random: () => number, { program, version, procedure }: RpcCall): Buffer {
  const bytes = Buffer.alloc(CALL)
  cookie(random, 4).copy(bytes)
  bytes.writeUInt32BE(2, 8)
  bytes.writeUInt32BE(program, 12)
  bytes.writeUInt32BE(version, 16)
  bytes.writeUInt32BE(procedure, 20)
  return bytes
}

/** A call of procedure 0, which does nothing, of program version 104: the answer says which versions there are. */
export function nullCall(random: () => number, program: number): Buffer {
  return rpcCall(random, { program, version: 104, procedure: 0 })
}

export function framed(message: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from([0x80, 0, 0, message.length]), message])
}

export interface RpcReply {
  readonly status: number
  /** Where the results start. */
  readonly at: number
}

/** An accepted reply, at `start`: type 1, state, a verifier of at most 400 bytes (RFC 5531, section 9). */
export function parseReply(answer: Uint8Array, start: number): RpcReply | undefined {
  if (answer.length < start + 24) return undefined
  const view = viewOf(answer)
  const verifier = view.getUint32(start + 16)
  const at = start + 20 + Math.ceil(verifier / 4) * 4
  const accepted = view.getUint32(start + 4) === 1 && view.getUint32(start + 8) === ACCEPTED
  if (!accepted || verifier > 400 || at + 4 > answer.length) return undefined
  return { status: view.getUint32(at), at: at + 4 }
}

/** Whether it has the id of this call, which asked that program: all programs reply in the same form. */
export function isAnswerTo(sent: Uint8Array, answer: Uint8Array, start: number, program: number): boolean {
  return (
    sent.length === start + CALL &&
    viewOf(sent).getUint32(start + 12) === program &&
    sameBytes(answer, start, sent, start, 4)
  )
}

/** The lowest and the highest version, where a reply tells them. */
export function versionsOf(
  answer: Uint8Array,
  { status, at }: RpcReply,
): readonly [lowest: number, highest: number] | undefined {
  if (status !== PROGRAM_MISMATCH || at + 8 > answer.length) return undefined
  const view = viewOf(answer)
  return [view.getUint32(at), view.getUint32(at + 4)]
}

/** Whether it is one whole record. */
export function isRecord(bytes: Uint8Array): boolean {
  return bytes.length > MARK && viewOf(bytes).getUint32(0) === LAST + bytes.length - MARK
}

export function isWhole(bytes: Uint8Array): boolean {
  return bytes.length >= MARK && bytes.length >= MARK + (viewOf(bytes).getUint32(0) & 0x7fff_ffff)
}
