/** One field of a protocol buffer: a number, or the bytes of a text, a message, a packed list. */
export interface ProtobufField {
  readonly number: number
  readonly value: number | Uint8Array
}

const MOST_FIELDS = 128

/**
 * The fields of a message in the wire format of Protocol Buffers, at most 128. `undefined` where the bytes are none:
 * what is cut off, groups, numbers over 2^53.
 */
export function protobufFields(bytes: Uint8Array): readonly ProtobufField[] | undefined {
  const fields: ProtobufField[] = []
  let at = 0
  while (at < bytes.length && fields.length < MOST_FIELDS) {
    const key = varint(bytes, at)
    if (key === undefined || key.value < 8) return undefined
    const field = fieldAt(bytes, key.end, key.value % 8)
    if (field === undefined) return undefined
    fields.push({ number: Math.floor(key.value / 8), value: field.value })
    at = field.end
  }
  return fields
}

function fieldAt(
  bytes: Uint8Array,
  at: number,
  type: number,
): { value: number | Uint8Array; end: number } | undefined {
  if (type === 0) return varint(bytes, at)
  const length = type === 2 ? varint(bytes, at) : type === 1 ? { value: 8, end: at } : undefined
  const { value: size, end: start } = length ?? { value: type === 5 ? 4 : -1, end: at }
  if (size < 0 || (type === 2 && length === undefined) || start + size > bytes.length) return undefined
  return { value: bytes.subarray(start, start + size), end: start + size }
}

function varint(bytes: Uint8Array, at: number): { value: number; end: number } | undefined {
  let value = 0
  for (let index = 0; index < 8; index++) {
    const byte = bytes[at + index]
    if (byte === undefined) return undefined
    value += (byte & 0x7f) * 2 ** (7 * index)
    if (byte < 0x80) return value <= Number.MAX_SAFE_INTEGER ? { value, end: at + index + 1 } : undefined
  }
  return undefined
}
