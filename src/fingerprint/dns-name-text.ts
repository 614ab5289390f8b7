import { latin1 } from './field.ts'

/** A domain name from a DNS message, and where it ends there. */
export interface DnsNameText {
  readonly text: string
  readonly end: number
}

const LONGEST = 255
const MAX_JUMPS = 16

/** Reads a name (RFC 1035, section 4.1.4): pointers only backward, at most 16 of them, and 255 octets. */
export function readDnsName(message: Uint8Array, start: number): DnsNameText | undefined {
  const labels: string[] = []
  let [at, end, length, jumps] = [start, undefined as number | undefined, 0, 0]
  for (;;) {
    const size = message[at]
    if (size === undefined) return undefined
    if (size === 0) return { text: labels.join('.'), end: end ?? at + 1 }
    if (size >= 0xc0) {
      const target = ((size & 0x3f) << 8) | (message[at + 1] ?? 0xff)
      if (target >= at || ++jumps > MAX_JUMPS) return undefined
      end ??= at + 2
      at = target
      continue
    }
    length += 1 + size
    if (size > 63 || length > LONGEST || at + 1 + size > message.length) return undefined
    labels.push(latin1(message, at + 1, at + 1 + size))
    at += 1 + size
  }
}
