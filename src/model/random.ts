/** A source of randomness: a number in [0, 1), as `Math.random` gives. Never used for secrets. */
export type Random = () => number

/** The same numbers for the same seed (a 32-bit mixer over a counter). */
export function seededRandom(seed: number): Random {
  let counter = seed >>> 0
  return () => {
    counter = (counter + 0x9e3779b9) >>> 0
    return mix32(counter) / 0x1_0000_0000
  }
}

/** Spreads 32 bits over 32 bits, one to one: every input bit changes about half of the output bits. */
export function mix32(value: number): number {
  let mixed = value | 0
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x7feb352d)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b)
  return (mixed ^ (mixed >>> 16)) >>> 0
}
