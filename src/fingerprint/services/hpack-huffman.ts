import { lazily } from '../lazily.ts'

/**
 * How many bits the code of each byte has (RFC 7541, appendix B), in base 36, the end of the string last. Among codes
 * of one length those of lower bytes are lower, and shorter codes are lower than the beginnings of longer ones, so the
 * lengths alone make the codes.
 */
const LENGTHS =
  'dnsssssssoussussssssssusssssssss6aacd68baa8b8666555666666678f6cad67777777777777777777777878djde6' +
  'f56565666577666567655677777fbedskmkkmmmnmnnnnnonoomnonnnnlmnmnnomlkmmnnlnmmolmnnllmlnmnnkmmmnmmn' +
  'qqkjmnmpqqqrrqopjlqrrqrollqqsrrrkoklmllnmmppooqnqrqqrrrrrsrrrrrqu'

/** Of the codes of one length: the lowest, where its bytes begin in the order of codes, and how many there are. */
interface Row {
  readonly first: number
  readonly start: number
  readonly count: number
}

const MOST_BITS = 30
const END = 256
const codes = lazily(() => {
  const bytes = Array.from({ length: 257 }, (_, byte) => byte)
  const order = bytes.sort((a, b) => bitsOf(a) - bitsOf(b) || a - b)
  return { order, rows: rowsByLength(order) }
})

/** A string in the Huffman code of HPACK; `undefined` where it is not one. One character is one byte. */
export function decodeHuffman(bytes: Uint8Array): string | undefined {
  const { order, rows } = codes()
  const decoded: number[] = []
  let [code, bits, ones] = [0, 0, true]
  for (const byte of bytes) {
    for (let bit = 7; bit >= 0; bit--) {
      const next = (byte >> bit) & 1
      code = code * 2 + next
      ones &&= next === 1
      if (++bits > MOST_BITS) return undefined
      const { first, start, count } = rows[bits]!
      if (code >= first + count) continue
      const found = order[start + code - first]!
      if (found === END) return undefined
      decoded.push(found)
      ;[code, bits, ones] = [0, 0, true]
    }
  }
  // What is left over is padding: fewer than eight bits, all of them 1 (section 5.2).
  return bits < 8 && ones ? Buffer.from(decoded).toString('latin1') : undefined
}

function bitsOf(byte: number): number {
  return Number.parseInt(LENGTHS[byte]!, 36)
}

function rowsByLength(order: readonly number[]): readonly Row[] {
  const all: Row[] = []
  let [first, start] = [0, 0]
  for (let bits = 0; bits <= MOST_BITS; bits++) {
    const count = order.filter((byte) => bitsOf(byte) === bits).length
    all.push({ first, start, count })
    first = (first + count) * 2
    start += count
  }
  return all
}
