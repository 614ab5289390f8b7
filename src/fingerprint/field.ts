/** At most this much of a field is looked at: product rules and generic splitting see no more. */
export const FIELD_LIMIT = 512
/** At most this much of a captured value is kept. */
export const CAPTURE_LIMIT = 256

// C0, DEL and C1: no value made from a banner carries a control character.
const CONTROL = /[\0-\x1f\x7f-\x9f]/g // eslint-disable-line no-control-regex

/** Bytes as text, one character a byte, at most `limit` of them. */
export function latin1(bytes: Uint8Array, start = 0, end = bytes.length): string {
  const buffer =
    bytes instanceof Buffer ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return buffer.toString('latin1', start, end)
}

/** A value fit to be a field of a result: no control characters, no outer blanks, at most 256 characters. */
export function cleanValue(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const clean = text.slice(0, FIELD_LIMIT).replace(CONTROL, ' ').trim().slice(0, CAPTURE_LIMIT).trim()
  return clean === '' ? undefined : clean
}

/** The same object without the keys that are `undefined`: absent means unknown everywhere in a result. */
export function known<T extends object>(facts: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(facts).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> }
}
