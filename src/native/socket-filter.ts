import * as linux from './linux.ts'
import type { SystemCalls } from './system-calls.ts'

/** One instruction of a filter (bpf(4), classic): code, jumps where true and where false, and its number. */
export type Instruction = readonly [code: number, jumpTrue: number, jumpFalse: number, number: number]

/** Reads a byte, or two, of the packet; with `X` from there on. */
export const BYTE = 0x30
export const HALF = 0x28
export const BYTE_X = 0x50
export const HALF_X = 0x48
/** Puts the length of the IPv4 header that begins there into X. */
export const HEADER_X = 0xb1

const JUMP_EQUAL = 0x15
const RETURN = 0x06
const WHOLE = 0x0004_0000

/**
 * A filter that lets packets through in which every one of these places has that value. What else comes, the system
 * throws away before it wakes or fills anything.
 */
export function allOf(
  places: readonly (readonly [load: number, at: number, value: number])[],
  before: readonly Instruction[] = [],
): Instruction[] {
  const tests = places.flatMap(([load, at, value], index): Instruction[] => [
    [load, 0, 0, at],
    // Past the tests that are left, and past what lets through.
    [JUMP_EQUAL, 0, 2 * (places.length - index - 1) + 1, value],
  ])
  return [...before, ...tests, [RETURN, 0, 0, WHOLE], [RETURN, 0, 0, 0]]
}

/** Holds a socket to a filter; false where the system does not take it, `errno` says why. */
export function attachFilter(calls: SystemCalls, fd: number, program: readonly Instruction[]): boolean {
  const code = new DataView(new ArrayBuffer(program.length * linux.SOCK_FILTER))
  program.forEach(([operation, jumpTrue, jumpFalse, number], index) => {
    const at = index * linux.SOCK_FILTER
    code.setUint16(at, operation, linux.LITTLE)
    code.setUint8(at + 2, jumpTrue)
    code.setUint8(at + 3, jumpFalse)
    code.setUint32(at + 4, number, linux.LITTLE)
  })
  const bytes = new Uint8Array(code.buffer)
  const header = new DataView(new ArrayBuffer(linux.SOCK_FPROG))
  header.setUint16(0, program.length, linux.LITTLE)
  header.setBigUint64(linux.SOCK_FPROG_FILTER, calls.addressOf(bytes), linux.LITTLE)
  const option = new Uint8Array(header.buffer)
  return calls.setsockopt(fd, linux.SOL_SOCKET, linux.SO_ATTACH_FILTER, option, option.length) === 0
}
