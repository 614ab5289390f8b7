import { patternCost } from './pattern-cost.ts'
import { unsafeReason } from './pattern-safety.ts'

/** A pattern sees at most this much of an answer. */
export const PATTERN_LIMIT = 4096

/** Ways to read a text that are tried, at most: a few hundredths of a second. */
const MOST_WAYS = 1e6

/**
 * Why an answer could make this pattern slow, and what to do about it; `undefined` where none can. What the rules of
 * `unsafeReason` let pass may still have repeats that multiply.
 */
export function slowReason(expression: RegExp): string | undefined {
  const unsafe = unsafeReason(expression)
  if (unsafe !== undefined) return `it has ${unsafe}; ${remedyFor(unsafe)}`
  if (patternCost(expression.source, PATTERN_LIMIT, expression.flags) <= MOST_WAYS) return undefined
  return 'its repeats and alternatives multiply too far; anchor it by ^, or give them smaller bounds'
}

function remedyFor(unsafe: string): string {
  if (unsafe.includes('repeat')) return 'give every repeat a bound, such as {0,200}, and none inside another'
  return unsafe.includes('characters') ? 'make it shorter' : 'write it without'
}
