/** An element of BER (ITU-T X.690) with a definite length, from its parts. At most 64 KiB. */
export function element(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

/** A whole number from 0 to 2^31 − 1, in as few bytes as it needs. */
export function integer(value: number): Buffer {
  const bytes = [value & 0xff]
  for (let rest = Math.floor(value / 256); rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest & 0xff)
  if (bytes[0]! >= 0x80) bytes.unshift(0)
  return element(0x02, Buffer.from(bytes))
}

/** The number in an element's content: unsigned, at most 6 bytes; others are no number of ours. */
export function numberOf(content: Uint8Array): number | undefined {
  if (content.length === 0 || content.length > 6) return undefined
  let value = 0
  for (const byte of content) value = value * 256 + byte
  return value
}
