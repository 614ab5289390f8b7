import { mix32 } from '../model/random.ts'

/** The numbers from 0 to `size` − 1 in another order, computed one by one: no table. */
export interface Permutation {
  readonly size: number
  /** The number at `index`; both are below `size`. */
  at(index: number): number
}

const ROUNDS = 6

/**
 * A seeded one-to-one mapping of [0, size) onto itself in constant memory: a Feistel network over the next power of
 * two, walked again from wherever it lands outside (fewer than two walks on average). `size` up to 2^53.
 *
 * @example
 * const order = permutation(65_536, 7)
 * for (let index = 0; index < order.size; index++) visit(order.at(index))
 */
export function permutation(size: number, seed: number): Permutation {
  const bits = bitsOf(size)
  const low = 2 ** Math.ceil(bits / 2)
  const lowMask = low - 1
  const highMask = 2 ** Math.floor(bits / 2) - 1
  const keys = roundKeys(seed)

  // The halves differ by a bit when `bits` is odd, so the rounds mix one into the other in turn instead of swapping.
  function encrypt(value: number): number {
    let high = Math.floor(value / low)
    let rest = value - high * low
    for (let round = 0; round < ROUNDS; round += 2) {
      high = (high ^ mix32(rest ^ keys[round]!)) & highMask
      rest = (rest ^ mix32(high ^ keys[round + 1]!)) & lowMask
    }
    return high * low + rest
  }

  return {
    size,
    at(index) {
      let value = encrypt(index)
      while (value >= size) value = encrypt(value)
      return value
    },
  }
}

// At least 2, so that both halves have something to mix.
function bitsOf(size: number): number {
  let bits = 2
  while (2 ** bits < size) bits++
  return bits
}

function roundKeys(seed: number): readonly number[] {
  const folded = mix32(seed) ^ mix32(Math.floor(seed / 0x1_0000_0000) + 0x9e3779b9)
  return Array.from({ length: ROUNDS }, (_, round) => mix32(folded + Math.imul(round + 1, 0x9e3779b9)))
}
