import { InvalidArgumentError } from 'commander'

// Readers of option values. Each throws what commander puts into its own sentence:
// "option '--rate <n>' argument 'fast' is invalid. <our text>"

export function wholeNumber(min: number, max: number, example: string): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : NaN
    if (value >= min && value <= max) return value
    throw new InvalidArgumentError(`Expected a whole number from ${min} to ${max}, such as ${example}.`)
  }
}

export function positiveNumber(example: string): (text: string) => number {
  return (text) => {
    const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN
    if (value > 0 && Number.isFinite(value)) return value
    throw new InvalidArgumentError(`Expected a number above 0, such as ${example}.`)
  }
}

const UNITS: Readonly<Record<string, number>> = { '': 1, ms: 1, s: 1000, m: 60_000, h: 3_600_000 }

/** `'200'`, `'200ms'`, `'1.5s'`, `'2m'` → milliseconds. */
export function duration(text: string): number {
  const [, digits, unit = ''] = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text) ?? []
  const milliseconds = Math.round(Number(digits) * (UNITS[unit] ?? NaN))
  // Longer than this, a timer of Node fires at once.
  if (milliseconds > 0 && milliseconds < 2 ** 31) return milliseconds
  throw new InvalidArgumentError(
    'Expected milliseconds, or a number with ms, s, m or h, such as 200 or 1.5s.',
  )
}

const TIMINGS = ['paranoid', 'sneaky', 'polite', 'normal', 'aggressive', 'insane'] as const
export type TimingName = (typeof TIMINGS)[number]

export function timing(text: string): TimingName {
  const name = /^[0-5]$/.test(text)
    ? TIMINGS[Number(text)]
    : TIMINGS.find((known) => known === text.toLowerCase())
  if (name !== undefined) return name
  throw new InvalidArgumentError(`Expected 0 to 5 or ${TIMINGS.join(', ')}, such as -T4.`)
}

const MAX_SHARDS = 1e6

/** `'1/3'` → the first of three shares; `index` counts from 0. */
export function shard(text: string): { index: number; count: number } {
  const [, part, count] = /^(\d{1,9})\/(\d{1,9})$/.exec(text) ?? []
  if (Number(part) >= 1 && Number(part) <= Number(count) && Number(count) <= MAX_SHARDS)
    return { index: Number(part) - 1, count: Number(count) }
  throw new InvalidArgumentError('Expected part/parts, from 1/n to n/n, n at most 1,000,000, such as 1/3.')
}

const STATES = ['open', 'closed', 'filtered', 'open|filtered', 'unknown'] as const
export type StateName = (typeof STATES)[number]

export function states(text: string): 'all' | StateName[] {
  if (text === 'all') return 'all'
  const names = list(text).map((word) => STATES.find((known) => known === word))
  if (names.length > 0 && names.every((name) => name !== undefined)) return names
  throw new InvalidArgumentError(`Expected all, or some of ${STATES.join(',')}, such as open,filtered.`)
}

/** Adds the comma-separated items of one more use of the option. */
export function listed(text: string, before: readonly string[] = []): string[] {
  const items = list(text)
  if (items.length > 0) return [...before, ...items]
  throw new InvalidArgumentError('Expected a list with commas between, such as a,b.')
}

/** Adds one more use of the option. */
export function repeated(text: string, before: readonly string[] = []): string[] {
  return [...before, text]
}

function list(text: string): string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

export function oneOf<T extends string>(choices: readonly T[]): (text: string) => T {
  return (text) => {
    const choice = choices.find((known) => known === text)
    if (choice !== undefined) return choice
    throw new InvalidArgumentError(`Expected one of ${choices.join(', ')}.`)
  }
}
