/**
 * A number in [0, 1) that depends on nothing but the numbers given (the 32-bit finalizer of MurmurHash3 after each):
 * the same question gets the same answer, whatever was asked before.
 */
export function seededDraw(seed: number, ...about: readonly number[]): number {
  let hash = finalize(seed ^ 0x9e3779b9)
  for (const value of about) hash = finalize(Math.imul(hash, 5) + 0x61c88647 + (value | 0))
  return (hash >>> 0) / 0x1_0000_0000
}

/** 32 bits of a text (FNV-1a). */
export function textHash(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  }
  return finalize(hash) >>> 0
}

function finalize(value: number): number {
  let hash = value | 0
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}
