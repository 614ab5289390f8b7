/** A value of a report that is not what it has to be. Whoever knows where it stands makes `ERR_REPORT` of it. */
export class Mismatch extends Error {
  readonly expected: string
  /** The value, in short. */
  readonly found: string
  readonly #path: (string | number)[] = []

  constructor(expected: string, value: unknown) {
    super(`expected ${expected}`)
    this.expected = expected
    this.found = inShort(value)
  }

  /** On the way out: the value is what `key` of something leads to. */
  under(key: string | number): this {
    this.#path.unshift(key)
    return this
  }

  /** `'hosts[2].ports[0].state'`. */
  get path(): string {
    return this.#path
      .map((key, at) => (typeof key === 'number' ? `[${key}]` : at === 0 ? key : `.${key}`))
      .join('')
  }
}

const LONGEST = 60

function inShort(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (Array.isArray(value)) return `a list of ${value.length}`
  if (typeof value === 'object' && value !== null) return 'an object'
  const text = typeof value === 'string' && value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value
  return JSON.stringify(text) ?? typeof value
}
