/** Bytes that nobody can guess, for an id or a cookie that an answer has to echo. */
export function cookie(random: () => number, length: number): Buffer {
  return Buffer.from(Array.from({ length }, () => Math.floor(random() * 256)))
}

/** Whether `length` bytes of `some` at `at` are those of `other` at `from`, all of them there. */
export function sameBytes(
  some: Uint8Array,
  at: number,
  other: Uint8Array,
  from: number,
  length: number,
): boolean {
  if (at + length > some.length || from + length > other.length) return false
  for (let byte = 0; byte < length; byte++) if (some[at + byte] !== other[from + byte]) return false
  return true
}

/** A view of the numbers in some bytes. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
