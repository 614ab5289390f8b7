import { viewOf } from '../echo.ts'

/** A value of a document; kinds that nobody needs here are `null`. */
export type BsonValue = string | number | boolean | null | BsonDocument | readonly BsonValue[]
export type BsonDocument = ReadonlyMap<string, BsonValue>

const MOST_ELEMENTS = 512
const MOST_DEPTH = 6
// How long values of a fixed length are, by their type (BSON 1.1).
const SIZES: ReadonlyMap<number, number> = new Map([
  [0x01, 8],
  [0x06, 0],
  [0x07, 12],
  [0x08, 1],
  [0x09, 8],
  [0x0a, 0],
  [0x10, 4],
  [0x11, 8],
  [0x12, 8],
  [0x13, 16],
  [0x7f, 0],
  [0xff, 0],
])
const [STRING, DOCUMENT, ARRAY, BINARY, CODE, SYMBOL] = [0x02, 0x03, 0x04, 0x05, 0x0d, 0x0e]

/**
 * Reads one document (bsonspec.org, 1.1) that fills the bytes to the end; `undefined` where it is not well formed,
 * longer than 512 elements in all or deeper than six.
 */
export function parseBson(bytes: Uint8Array): BsonDocument | undefined {
  return new Reader().document(bytes, 0)
}

/** A flat document of numbers, flags and texts, which is all that a question needs. */
export function bsonOf(fields: Readonly<Record<string, number | boolean | string>>): Buffer {
  const elements = Object.entries(fields).map(([name, value]) => {
    const key = Buffer.from(`${name}\0`)
    if (typeof value === 'boolean') return Buffer.concat([Buffer.of(0x08), key, Buffer.of(Number(value))])
    if (typeof value === 'number') return Buffer.concat([Buffer.of(0x10), key, int32(value)])
    const text = Buffer.from(`${value}\0`)
    return Buffer.concat([Buffer.of(STRING), key, int32(text.length), text])
  })
  const body = Buffer.concat(elements)
  return Buffer.concat([int32(body.length + 5), body, Buffer.of(0)])
}

export function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32LE(value)
  return bytes
}

class Reader {
  #elements = 0

  document(bytes: Uint8Array, depth: number): BsonDocument | undefined {
    if (bytes.length < 5 || viewOf(bytes).getInt32(0, true) !== bytes.length) return undefined
    if (bytes.at(-1) !== 0 || depth > MOST_DEPTH) return undefined
    const found = new Map<string, BsonValue>()
    let at = 4
    while (at < bytes.length - 1) {
      const end = bytes.indexOf(0, at + 1)
      const type = bytes[at]!
      const size = end < 0 ? undefined : sizeOf(type, bytes, end + 1)
      if (size === undefined || end + 1 + size >= bytes.length || ++this.#elements > MOST_ELEMENTS)
        return undefined
      const value = this.#value(type, bytes.subarray(end + 1, end + 1 + size), depth)
      if (value === undefined) return undefined
      found.set(Buffer.from(bytes.subarray(at + 1, end)).toString('utf8'), value)
      at = end + 1 + size
    }
    return found
  }

  #value(type: number, bytes: Uint8Array, depth: number): BsonValue | undefined {
    if (type === 0x01) return viewOf(bytes).getFloat64(0, true)
    if (type === 0x08) return bytes[0] !== 0
    if (type === 0x10) return viewOf(bytes).getInt32(0, true)
    if (type === 0x12) return Number(viewOf(bytes).getBigInt64(0, true))
    if (type === STRING) return Buffer.from(bytes.subarray(4, -1)).toString('utf8')
    if (type === DOCUMENT) return this.document(bytes, depth + 1)
    if (type !== ARRAY) return null
    const items = this.document(bytes, depth + 1)
    return items && [...items.values()]
  }
}

/** How many bytes a value takes; `undefined` where its type is unknown or its length cannot be. */
function sizeOf(type: number, bytes: Uint8Array, at: number): number | undefined {
  const fixed = SIZES.get(type)
  if (fixed !== undefined) return fixed
  if (at + 4 > bytes.length) return undefined
  const length = viewOf(bytes).getInt32(at, true)
  if (type === DOCUMENT || type === ARRAY) return length >= 5 ? length : undefined
  if (type === STRING || type === CODE || type === SYMBOL) return length >= 1 ? 4 + length : undefined
  return type === BINARY && length >= 0 ? 5 + length : undefined
}
