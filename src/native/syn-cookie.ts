/** Words of a key. */
const KEYS = 12
const ROUNDS = KEYS / 2

/**
 * A secret permutation of the 32-bit numbers: what is sealed into the initial sequence number of a SYN comes back in its
 * answer (RFC 9293, section 3.5), and nobody who has not seen that SYN can say it. A Feistel network of six rounds.
 */
export class SynCookie {
  readonly #keys: Uint32Array

  constructor(keys: Uint32Array = crypto.getRandomValues(new Uint32Array(KEYS))) {
    this.#keys = keys
  }

  /** The sequence number that stands for a value, both as signed words. */
  seal(value: number): number {
    let [left, right] = [value >>> 16, value & 0xffff]
    for (let round = 0; round < ROUNDS; round++) {
      const mixed = left ^ this.#mix(right, round)
      left = right
      right = mixed
    }
    return (left << 16) | right
  }

  /** The value that a sequence number stands for. */
  open(sequence: number): number {
    let [left, right] = [sequence >>> 16, sequence & 0xffff]
    for (let round = ROUNDS; round-- > 0;) {
      const mixed = right ^ this.#mix(left, round)
      right = left
      left = mixed
    }
    return (left << 16) | right
  }

  #mix(half: number, round: number): number {
    const keys = this.#keys
    let mixed = Math.imul(half + keys[2 * round]!, 0x9e3779b1)
    mixed ^= mixed >>> 15
    mixed = Math.imul(mixed ^ keys[2 * round + 1]!, 0x85ebca6b)
    mixed ^= mixed >>> 13
    mixed = Math.imul(mixed, 0xc2b2ae35)
    return (mixed ^ (mixed >>> 16)) & 0xffff
  }
}
