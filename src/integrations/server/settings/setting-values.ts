// Readers of values. Each gives the value, or throws what it expected; whoever calls says which setting it was.

export type ReadValue<Value> = (text: string) => Value

export function expected(what: string): Error {
  return new Error(`expected ${what}`)
}

export function wholeNumber(min: number, max: number): ReadValue<number> {
  return (text) => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : NaN
    if (value >= min && value <= max) return value
    throw expected(`a whole number from ${min} to ${max}`)
  }
}

export const yesOrNo: ReadValue<boolean> = (text) => {
  if (/^(1|true|yes|on)$/i.test(text)) return true
  if (/^(0|false|no|off)$/i.test(text)) return false
  throw expected('true or false')
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 }

/** `'500ms'`, `'30s'`, `'2m'` → milliseconds. */
export function duration(min: number, max: number): ReadValue<number> {
  return (text) => {
    const [, digits, unit = ''] = /^(\d{1,9})(ms|s|m|h)$/.exec(text) ?? []
    const value = Number(digits) * (UNITS[unit] ?? NaN)
    if (value >= min && value <= max) return value
    throw expected(`a time from ${min} ms to ${max / 1_000} s, such as 30s`)
  }
}

export function oneOf<Choice extends string>(choices: readonly Choice[]): ReadValue<Choice> {
  return (text) => {
    const choice = choices.find((known) => known === text)
    if (choice !== undefined) return choice
    throw expected(`one of ${choices.join(', ')}`)
  }
}

/** Some of them, each once, with commas between. */
export function someOf<Choice extends string>(choices: readonly Choice[]): ReadValue<readonly Choice[]> {
  const read = oneOf(choices)
  return (text) => {
    const items = listed(text).map(read)
    if (items.length > 0 && new Set(items).size === items.length) return items
    throw expected(`some of ${choices.join(', ')}, each once`)
  }
}

/** Items with commas or blanks between. */
export const listed: ReadValue<readonly string[]> = (text) =>
  text.split(/[\s,]+/).filter((item) => item !== '')

/** A URL of one of these protocols. What it says is not repeated: it may hold a password. */
export function url(...protocols: readonly string[]): ReadValue<string> {
  return (text) => {
    const parsed = URL.canParse(text) ? new URL(text) : undefined
    if (parsed !== undefined && protocols.includes(parsed.protocol) && parsed.hostname !== '') return text
    throw expected(`a URL such as ${protocols[0]}//user:password@host/name`)
  }
}

/** `'127.0.0.1:8080'`, `'[::]:8080'`, `':8080'`. */
export const listenAt: ReadValue<{ readonly host: string; readonly port: number }> = (text) => {
  const [, bracketed, plain, digits] = /^(?:\[([\da-fA-F:.%]+)\]|([^:\][/]*)):(\d{1,5})$/.exec(text) ?? []
  const port = Number(digits)
  if (!(port <= 65_535)) throw expected('an address and a port, such as 127.0.0.1:8080 or [::]:8080')
  return { host: bracketed ?? plain ?? '', port }
}
