// Versions of programs are no semantic versions: `9.2p1`, `1.1.1w`, `2.4`, `10.11.6-MariaDB`, `1.0~rc1`.

interface ReadVersion {
  readonly numbers: readonly bigint[]
  /** -1: it is not out yet (`rc1`). 1: a later patch (`p1`, `k`). 0: nothing, or who packed it (`-alpine`). */
  readonly rank: -1 | 0 | 1
  readonly word: string
  readonly patch: bigint
}

/** A version is short, and what a peer calls one need not be. */
const LONGEST = 128
/** In order of time. */
const EARLY = ['dev', 'snapshot', 'alpha', 'a', 'beta', 'b', 'm', 'pre', 'preview', 'rc']

/**
 * Below 0 where `a` is the earlier version, 0 where they are the same, `undefined` where one has no number in it. A number
 * that is not there counts as 0. Letters right after a number are a later patch (`1.1.1k`, `9.2p1`), but `rc`, `beta` and
 * their like come before the release. Other words behind a hyphen, a plus or a blank tell who packed it.
 *
 * @example
 * compareVersions('8.9p1', '9.2p1')! < 0 // true
 */
export function compareVersions(a: string, b: string): number | undefined {
  const [left, right] = [readVersion(a), readVersion(b)]
  return left === undefined || right === undefined ? undefined : compareRead(left, right)
}

/** Whether a version is `base` or a patch of it: `1.24.3` is one of `1.24`, as `9.2p1` is of `9.2`. */
export function isPatchOf(version: string, base: string): boolean | undefined {
  const [whole, part] = [readVersion(version), readVersion(base)]
  if (whole === undefined || part === undefined) return undefined
  if (part.rank !== 0) return compareRead(whole, part) === 0
  return whole.rank >= 0 && part.numbers.every((number, at) => number === (whole.numbers[at] ?? 0n))
}

function readVersion(text: string): ReadVersion | undefined {
  const [all, numbers = ''] = /(\d+(?:[._-]\d+)*)/.exec(text.slice(0, LONGEST)) ?? []
  if (all === undefined) return undefined
  const rest = text.slice(text.indexOf(numbers) + numbers.length, LONGEST)
  const [, between = '', letters = '', digits = ''] = /^([-~+_. ]?)([a-z]+)[.-]?(\d*)/i.exec(rest) ?? []
  const word = letters.toLowerCase()
  // A lone letter is a patch of OpenSSL (`1.1.1b`), with a number it is a beta (`3.0b2`).
  const early = EARLY.includes(word) && (word.length > 1 || digits !== '')
  const rank = early ? -1 : word !== '' && between === '' ? 1 : 0
  return {
    numbers: numbers.split(/[._-]/).map(BigInt),
    rank,
    word: rank === 0 ? '' : word,
    patch: rank === 0 ? 0n : BigInt(digits),
  }
}

function compareRead(a: ReadVersion, b: ReadVersion): number {
  for (let at = 0; at < Math.max(a.numbers.length, b.numbers.length); at++) {
    const order = compare(a.numbers[at] ?? 0n, b.numbers[at] ?? 0n)
    if (order !== 0) return order
  }
  const words =
    a.rank === -1 ? compare(EARLY.indexOf(a.word), EARLY.indexOf(b.word)) : compare(a.word, b.word)
  return compare(a.rank, b.rank) || words || compare(a.patch, b.patch)
}

function compare<T extends bigint | number | string>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0
}
