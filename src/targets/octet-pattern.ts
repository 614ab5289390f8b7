import type { RangeV4 } from '../net/address-range.ts'
import { sliceText, targetError, type TargetText } from './target-text.ts'

/** The four octets of `10.0-3.1,7.*`, each as the sorted numbers that it may be. */
export type OctetPattern = readonly [
  readonly number[],
  readonly number[],
  readonly number[],
  readonly number[],
]

/** Ranges held at a time while a pattern is walked: `10.*.*.1` fits in one part. */
export const PATTERN_PART = 65_536

export function parseOctetPattern(where: TargetText): OctetPattern {
  const texts = where.text.split('.')
  if (texts.length === 1) {
    throw targetError(
      where,
      'has 1 octet where IPv4 has four; a port is written after its host',
      '192.0.2.1:22',
    )
  }
  if (texts.length !== 4) {
    const hint = texts.length > 4 && where.text.includes(',') ? '; blanks, not commas, separate targets' : ''
    throw targetError(where, `has ${texts.length} octets where IPv4 has four${hint}`, '192.0.2.1-20')
  }
  let start = 0
  const octets = texts.map((text) => {
    const octet = sliceText(where, start, start + text.length)
    start += text.length + 1
    return parseOctet(where, octet)
  })
  return octets as unknown as OctetPattern
}

function parseOctet(whole: TargetText, octet: TargetText): number[] {
  const allowed = new Uint8Array(256)
  let start = 0
  for (const text of octet.text.split(',')) {
    markOctets(allowed, whole, sliceText(octet, start, start + text.length))
    start += text.length + 1
  }
  return [...allowed.keys()].filter((value) => allowed[value] === 1)
}

function markOctets(allowed: Uint8Array, whole: TargetText, part: TargetText): void {
  if (part.text === '*') {
    allowed.fill(1)
    return
  }
  const [first = '', last = first, ...more] = part.text.split('-')
  const numbers = [first, last]
  const fail = (trouble: string): never => {
    throw targetError({ ...whole, position: part.position }, trouble, '10.0-3.1,7.*')
  }
  if (more.length > 0 || numbers.some((text) => !/^\d{1,3}$/.test(text)))
    fail('has an octet that is no number or range')
  if (numbers.some((text) => text.length > 1 && text.startsWith('0'))) {
    fail('has an octet with a leading zero, which some programs read as octal')
  }
  const [from, to] = numbers.map(Number) as [number, number]
  if (from > 255 || to > 255) fail('has an octet above 255')
  if (from > to) fail('has an octet range that ends before it starts')
  allowed.fill(1, from, to + 1)
}

export function patternSize(pattern: OctetPattern): number {
  return pattern.reduce((size, octet) => size * octet.length, 1)
}

/** How many separate ranges a pattern stands for. */
export function patternRangeCount(pattern: OctetPattern): number {
  const split = splitOf(pattern)
  return pattern
    .slice(0, split)
    .reduce((count, octet) => count * octet.length, consecutive(pattern[split]!).length)
}

/** The last octet that is not all of 0 to 255: the ones behind it only make the ranges larger. */
function splitOf(pattern: OctetPattern): number {
  let split = 3
  while (split > 0 && pattern[split]!.length === 256) split--
  return split
}

/** The ranges of a pattern in order, part by part, so that `*.*.*.1` is never held whole. */
export function* patternRanges(pattern: OctetPattern): Generator<RangeV4[]> {
  const split = splitOf(pattern)
  const unit = 256 ** (3 - split)
  const runs = consecutive(pattern[split]!)
  let part: RangeV4[] = []
  for (const lead of leading(pattern.slice(0, split))) {
    for (const [first, last] of runs) {
      const base = lead * 256 * unit
      part.push({ family: 4, first: base + first * unit, last: base + (last + 1) * unit - 1 })
      if (part.length < PATTERN_PART) continue
      yield part
      part = []
    }
  }
  if (part.length > 0) yield part
}

/** All values of the leading octets, as one number each, ascending. */
function* leading(octets: readonly (readonly number[])[]): Generator<number> {
  const [last, ...before] = [...octets].reverse()
  if (last === undefined) {
    yield 0
    return
  }
  for (const lead of leading(before.reverse())) for (const octet of last) yield lead * 256 + octet
}

function consecutive(numbers: readonly number[]): [first: number, last: number][] {
  const runs: [number, number][] = []
  for (const number of numbers) {
    const run = runs.at(-1)
    if (run !== undefined && run[1] === number - 1) run[1] = number
    else runs.push([number, number])
  }
  return runs
}
