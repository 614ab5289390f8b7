import { RCODE } from './dns-message.ts'

/** Largest datagram that is read (RFC 6891, section 6.2.5, allows servers no more than they were offered: 1,232). */
export const MAX_DATAGRAM = 4096
/** Offered to servers: fits every path without fragments. */
export const OFFERED_DATAGRAM = 1232

const HEADER = 12
const ID = [0, 1]

/**
 * Says whether bytes are a reply to this very query: same id, marked as a response to a standard query, and the one
 * question repeated byte for byte (RFC 5452, section 9.1). Who only knows our port must guess the id as well.
 */
export function isReplyTo(query: Uint8Array, reply: Uint8Array): boolean {
  if (reply.length < HEADER || ID.some((at) => reply[at] !== query[at])) return false
  const response = (reply[2]! & 0x80) !== 0
  const opcode = (reply[2]! >> 3) & 0x0f
  if (!response || opcode !== 0) return false
  return repeatsQuestion(query, reply) || isBareRefusal(reply)
}

/** The server cut its answer to fit: what is there may be torn, so it is not read (RFC 2181, section 9). */
export function isTruncated(reply: Uint8Array): boolean {
  return (reply[2]! & 0x02) !== 0
}

function repeatsQuestion(query: Uint8Array, reply: Uint8Array): boolean {
  const end = questionEnd(query)
  if (reply.length < end || reply[4] !== 0 || reply[5] !== 1) return false
  for (let at = HEADER; at < end; at++) if (reply[at] !== query[at]) return false
  return true
}

// Servers older than EDNS answer with a header alone that they do not understand (RFC 6891, section 7).
function isBareRefusal(reply: Uint8Array): boolean {
  const rcode = reply[3]! & 0x0f
  return reply.length === HEADER && !isTruncated(reply) && (rcode === RCODE.FORMERR || rcode === RCODE.NOTIMP)
}

function questionEnd(query: Uint8Array): number {
  let at = HEADER
  while (query[at] !== 0) at += query[at]! + 1
  return at + 5
}
