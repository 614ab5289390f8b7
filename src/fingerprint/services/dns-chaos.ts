import { cleanValue, latin1 } from '../field.ts'

/** Length of a message's header (RFC 1035, section 4.1.1). */
export const HEADER = 12
const TXT = 16
const CHAOS = 3
const MAX_RECORDS = 8

/** A question for the text of `name` in class CHAOS, where servers tell of themselves. */
export function chaosQuestion(name: string): Uint8Array {
  const labels = name.split('.').map((label) => Buffer.from(`${String.fromCharCode(label.length)}${label}`))
  return Buffer.concat([...labels, Buffer.from([0, 0, TXT, 0, CHAOS])])
}

/** A message with one question, that wants no recursion. */
export function queryOf(question: Uint8Array, random: () => number): Uint8Array {
  const header = Buffer.alloc(HEADER)
  header.writeUInt16BE(Math.floor(random() * 0x1_0000))
  header.writeUInt16BE(1, 4)
  return Buffer.concat([header, question])
}

/** Over TCP a message follows its length (RFC 1035, section 4.2.2). */
export function framed(message: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from([message.length >> 8, message.length & 0xff]), message])
}

/** The message in an answer, once it is whole; over UDP it stands alone. */
export function messageOf(bytes: Uint8Array, transport: 'tcp' | 'udp'): Uint8Array | undefined {
  if (transport === 'udp') return bytes
  if (bytes.length < 2) return undefined
  const length = (bytes[0]! << 8) | bytes[1]!
  return bytes.length >= 2 + length ? bytes.subarray(2, 2 + length) : undefined
}

/** The text of the first TXT record of class CHAOS after a question of `size` bytes; its strings are joined. */
export function chaosText(message: Uint8Array, view: DataView, size: number): string | undefined {
  let at = HEADER + size
  const count = Math.min(view.getUint16(6), MAX_RECORDS)
  for (let record = 0; record < count; record++) {
    const fixed = skipName(message, at)
    if (fixed === undefined || fixed + 10 > message.length) return undefined
    const end = fixed + 10 + view.getUint16(fixed + 8)
    if (end > message.length) return undefined
    if (view.getUint16(fixed) === TXT && view.getUint16(fixed + 2) === CHAOS)
      return cleanValue(strings(message, fixed + 10, end))
    at = end
  }
  return undefined
}

/** Where a name ends. Pointers are never followed, so nothing can loop. */
function skipName(message: Uint8Array, start: number): number | undefined {
  let at = start
  while (at < message.length && at - start <= 255) {
    const length = message[at]!
    if (length === 0) return at + 1
    if (length >= 0xc0) return at + 2
    if (length > 63) return undefined
    at += 1 + length
  }
  return undefined
}

function strings(message: Uint8Array, start: number, end: number): string {
  let text = ''
  for (let at = start; at < end && text.length < 512;) {
    const next = at + 1 + message[at]!
    text += latin1(message, at + 1, Math.min(next, end))
    at = next
  }
  return text
}
