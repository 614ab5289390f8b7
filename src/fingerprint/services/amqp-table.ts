import { viewOf } from '../echo.ts'
import { latin1 } from '../field.ts'

/** The texts and flags of a field table; other values are left out. */
export type AmqpTable = ReadonlyMap<string, string | boolean | AmqpTable>

// How long a value is, by its letter (AMQP 0-9-1, 4.2.5.5, and RabbitMQ's own letters).
const SIZES: Readonly<Record<string, number>> = {
  t: 1,
  b: 1,
  B: 1,
  s: 2,
  U: 2,
  u: 2,
  I: 4,
  i: 4,
  f: 4,
  D: 5,
  l: 8,
  L: 8,
  d: 8,
  T: 8,
  V: 0,
}
const MOST_FIELDS = 64
const MOST_DEPTH = 3

/** The bytes behind a length of four bytes, where they are all there. */
export function longBytes(bytes: Uint8Array, at: number): Uint8Array | undefined {
  if (at + 4 > bytes.length) return undefined
  const length = viewOf(bytes).getUint32(at)
  return at + 4 + length > bytes.length ? undefined : bytes.subarray(at + 4, at + 4 + length)
}

/** Reads the inside of a field table; `undefined` where it is not well formed. */
export function parseTable(bytes: Uint8Array, depth = 0): AmqpTable | undefined {
  const table = new Map<string, string | boolean | AmqpTable>()
  let at = 0
  while (at < bytes.length) {
    const kindAt = at + 1 + bytes[at]!
    if (kindAt >= bytes.length || table.size >= MOST_FIELDS || depth > MOST_DEPTH) return undefined
    const key = latin1(bytes, at + 1, kindAt)
    const kind = String.fromCharCode(bytes[kindAt]!)
    const size = sizeOf(kind, bytes, kindAt + 1)
    if (size === undefined || kindAt + 1 + size > bytes.length) return undefined
    const value = valueOf(kind, bytes.subarray(kindAt + 1, kindAt + 1 + size), depth)
    if (value !== undefined) table.set(key, value)
    at = kindAt + 1 + size
  }
  return table
}

function sizeOf(kind: string, bytes: Uint8Array, at: number): number | undefined {
  if (Object.hasOwn(SIZES, kind)) return SIZES[kind]
  if (!'SFAx'.includes(kind)) return undefined
  const body = longBytes(bytes, at)
  return body && 4 + body.length
}

function valueOf(kind: string, bytes: Uint8Array, depth: number): string | boolean | AmqpTable | undefined {
  if (kind === 't') return bytes[0] !== 0
  if (kind === 'S') return latin1(bytes, 4, 516)
  return kind === 'F' ? parseTable(bytes.subarray(4), depth + 1) : undefined
}
