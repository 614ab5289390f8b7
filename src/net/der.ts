/** One element of DER (ITU-T X.690): its identifier byte and its content. */
export interface DerElement {
  readonly tag: number
  readonly content: Uint8Array
  /** Identifier, length and content together. */
  readonly whole: Uint8Array
}

/** The element at the start of `bytes`; `undefined` where there is none, or it is longer than what is there. */
export function readElement(bytes: Uint8Array): DerElement | undefined {
  const tag = bytes[0]
  let length = bytes[1]
  // Identifiers of more than one byte do not occur in certificates.
  if (tag === undefined || length === undefined || (tag & 0x1f) === 0x1f) return undefined
  let start = 2
  if (length >= 0x80) {
    const size = length & 0x7f
    if (size === 0 || size > 4 || bytes.length < 2 + size) return undefined
    length = 0
    for (let at = 0; at < size; at++) length = length * 256 + bytes[2 + at]!
    start = 2 + size
  }
  if (start + length > bytes.length) return undefined
  return { tag, content: bytes.subarray(start, start + length), whole: bytes.subarray(0, start + length) }
}

/** The elements in `bytes`, one after the other, at most `limit`; stops at the first that cannot be read. */
export function readElements(bytes: Uint8Array, limit = 64): DerElement[] {
  const elements: DerElement[] = []
  let at = 0
  while (at < bytes.length && elements.length < limit) {
    const element = readElement(bytes.subarray(at))
    if (element === undefined) break
    elements.push(element)
    at += element.whole.length
  }
  return elements
}

/** An object identifier in dotted form; at most 32 arcs. */
export function readOid(content: Uint8Array): string {
  const arcs: number[] = []
  let arc = 0
  for (const byte of content) {
    arc = (arc % 2 ** 45) * 128 + (byte & 0x7f)
    if (byte >= 0x80) continue
    if (arcs.length === 0)
      arcs.push(Math.min(2, Math.floor(arc / 40)), arc - 40 * Math.min(2, Math.floor(arc / 40)))
    else arcs.push(arc)
    arc = 0
    if (arcs.length >= 32) break
  }
  return arcs.join('.')
}
