/** One message of CoAP over TCP, without its length. */
export interface CoapMessage {
  readonly code: number
  readonly token: Uint8Array
  /** Options and payload. */
  readonly rest: Uint8Array
}

/** 7.01: capabilities and settings (RFC 8323, section 5.3). */
export const SIGNAL_CSM = 0xe1
const MOST_MESSAGES = 8
const [MAX_MESSAGE_SIZE, BLOCK_WISE] = [2, 4]

/** The whole messages that these bytes begin with (RFC 8323, section 3.2); none where the first one is odd. */
export function readTcpMessages(bytes: Uint8Array): CoapMessage[] {
  const messages: CoapMessage[] = []
  for (let at = 0; at < bytes.length && messages.length < MOST_MESSAGES;) {
    const found = readMessage(bytes, at)
    if (found === undefined) break
    messages.push(found.message)
    at = found.end
  }
  return messages
}

function readMessage(bytes: Uint8Array, start: number): { message: CoapMessage; end: number } | undefined {
  const [size, tokenSize] = [bytes[start]! >> 4, bytes[start]! & 0x0f]
  const extended = size === 13 ? 1 : size === 14 ? 2 : 0
  const head = start + 1 + extended
  // Longer ones than 64 KiB are none of ours.
  if (size === 15 || tokenSize > 8 || head >= bytes.length) return undefined
  const length =
    extended === 0
      ? size
      : extended === 1
        ? 13 + bytes[start + 1]!
        : 269 + bytes[start + 1]! * 256 + bytes[start + 2]!
  const rest = head + 1 + tokenSize
  const end = rest + length
  if (end > bytes.length) return undefined
  const message = {
    code: bytes[head]!,
    token: bytes.subarray(head + 1, rest),
    rest: bytes.subarray(rest, end),
  }
  return message.code === SIGNAL_CSM && !areSettings(message) ? undefined : { message, end }
}

/** At least one of the two settings that there are, and no other that matters. */
function areSettings({ token, rest }: CoapMessage): boolean {
  let [option, at] = [0, 0]
  while (at < rest.length) {
    const [delta, length] = [rest[at]! >> 4, rest[at]! & 0x0f]
    option += delta
    at += 1 + length
    if (delta === 0 || length > 4 || (option !== MAX_MESSAGE_SIZE && option !== BLOCK_WISE)) return false
  }
  return token.length === 0 && option > 0 && at === rest.length
}
