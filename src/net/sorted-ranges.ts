/** Ranges of numbers, sorted, without overlap or touch: `firsts[i]` to `lasts[i]`, both included. */
export interface SortedRanges<T> {
  readonly firsts: readonly T[]
  readonly lasts: readonly T[]
}

export interface Span<T> {
  readonly first: T
  readonly last: T
}

/** What 32-bit numbers and bigints do not share in JavaScript. */
export interface Stepper<T> {
  readonly up: (value: T) => T
  readonly down: (value: T) => T
}

export const numberStep: Stepper<number> = { up: (value) => value + 1, down: (value) => value - 1 }
export const bigintStep: Stepper<bigint> = { up: (value) => value + 1n, down: (value) => value - 1n }

/** Sorts and merges; ranges that touch become one. */
export function sortRanges<T extends number | bigint>(spans: Span<T>[], step: Stepper<T>): SortedRanges<T> {
  // Two sorted runs one after the other, which is what a union is, sort in linear time.
  spans.sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0))
  const firsts: T[] = []
  const lasts: T[] = []
  for (const { first, last } of spans) {
    const end = lasts.length - 1
    if (end < 0 || first > step.up(lasts[end]!)) {
      firsts.push(first)
      lasts.push(last)
    } else if (last > lasts[end]!) {
      lasts[end] = last
    }
  }
  return { firsts, lasts }
}

/** The parts of `span` that lie in none of the ranges, in order. */
export function subtractRanges<T extends number | bigint>(
  span: Span<T>,
  ranges: SortedRanges<T>,
  step: Stepper<T>,
): Span<T>[] {
  const rest: Span<T>[] = []
  let from = span.first
  for (let at = firstEndingAtOrAfter(ranges.lasts, from); at < ranges.firsts.length; at++) {
    const first = ranges.firsts[at]!
    const last = ranges.lasts[at]!
    if (first > span.last) break
    if (first > from) rest.push({ first: from, last: step.down(first) })
    if (last >= span.last) return rest
    from = step.up(last)
  }
  rest.push({ first: from, last: span.last })
  return rest
}

export function overlapsRanges<T extends number | bigint>(span: Span<T>, ranges: SortedRanges<T>): boolean {
  const at = firstEndingAtOrAfter(ranges.lasts, span.first)
  return at < ranges.firsts.length && ranges.firsts[at]! <= span.last
}

function firstEndingAtOrAfter<T extends number | bigint>(lasts: readonly T[], value: T): number {
  let low = 0
  let high = lasts.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (lasts[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}
