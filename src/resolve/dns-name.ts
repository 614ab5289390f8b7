/**
 * Names on the wire (RFC 1035, sections 3.1 and 4.1.4): labels behind their length, a pointer may stand for the
 * rest. Pointers only lead backwards here (RFC 9267, section 2), so no name can run in a circle.
 */

/** Octets of a name at most, lengths and the root included (RFC 1035, section 2.3.4). */
const MAX_OCTETS = 255
/** A name has at most 127 labels, so more jumps than that only cost time. */
const MAX_JUMPS = 127
const POINTER = 0xc0
const A = 0x41
const Z = 0x5a

/**
 * The octets of the name that starts at `offset`, without pointers, letters in lower case; `undefined` when it
 * breaks a rule.
 */
export function readName(message: Uint8Array, offset: number): Uint8Array | undefined {
  const name = new Uint8Array(MAX_OCTETS)
  let size = 0
  const whole = walkName(message, offset, (octet) => {
    name[size++] = octet
    return true
  })
  return whole ? name.slice(0, size) : undefined
}

/** Says whether the name at `offset` is `wanted` (octets as `readName` gives them). Allocates nothing. */
export function isName(message: Uint8Array, offset: number, wanted: Uint8Array): boolean {
  let size = 0
  return walkName(message, offset, (octet) => octet === wanted[size++]) && size === wanted.length
}

/** Where the name at `offset` ends in the message, after its checks; `undefined` when it breaks a rule. */
export function skipName(message: Uint8Array, offset: number): number | undefined {
  if (!walkName(message, offset, () => true)) return undefined
  let at = offset
  for (;;) {
    const length = message[at]!
    if (length === 0) return at + 1
    if (length >= POINTER) return at + 2
    at += length + 1
  }
}

/** Octets of a name that `askableName` has checked. */
export function wireName(name: string): Uint8Array {
  const labels = name === '' ? [] : name.split('.')
  return Uint8Array.from([...labels.flatMap((label) => [label.length, ...Buffer.from(label, 'latin1')]), 0])
}

/**
 * The dotted text of a name, for a reader's eyes and for `isHostName`: what is not plain ASCII, and dots inside a
 * label, as `\DDD` (RFC 1035, section 5.1), so that no two names share a text and none carries a control byte.
 */
export function nameText(name: Uint8Array): string {
  const labels: string[] = []
  for (let at = 0; name[at]; at += name[at]! + 1) {
    labels.push(Array.from(name.subarray(at + 1, at + 1 + name[at]!), characterText).join(''))
  }
  return labels.join('.')
}

function characterText(octet: number): string {
  const plain = octet > 0x20 && octet < 0x7f && octet !== 0x2e && octet !== 0x5c
  return plain ? String.fromCharCode(octet) : `\\${octet.toString().padStart(3, '0')}`
}

// Goes through the octets of a name in lower case until `visit` says no; true when the name is whole and sound.
function walkName(message: Uint8Array, offset: number, visit: (octet: number) => boolean): boolean {
  let at = offset
  let lowest = offset
  let octets = 0
  for (let jumps = 0; jumps <= MAX_JUMPS;) {
    const length = message[at]
    if (length === undefined) return false
    if (length >= POINTER) {
      const target = ((length & 0x3f) << 8) | (message[at + 1] ?? 0xffff)
      if (target >= lowest) return false
      at = lowest = target
      jumps++
      continue
    }
    if (length > 63) return false
    octets += length + 1
    if (octets > MAX_OCTETS || at + length >= message.length) return false
    if (!visit(length)) return false
    if (length === 0) return true
    for (let end = at + length; at < end;) {
      const octet = message[++at]!
      if (!visit(octet >= A && octet <= Z ? octet + 0x20 : octet)) return false
    }
    at++
  }
  return false
}
