import { viewOf } from '../echo.ts'
import { cleanValue, latin1 } from '../field.ts'

/** What a map of lists of texts holds. */
export type CqlFields = ReadonlyMap<string, readonly string[]>

const MOST = 64

/** Reads the notations of the CQL native protocol (version 4, section 3) one after another. */
export class CqlReader {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  get atEnd(): boolean {
    return this.#at === this.#bytes.length
  }

  /** [short]. */
  short(): number | undefined {
    if (this.#at + 2 > this.#bytes.length) return undefined
    this.#at += 2
    return viewOf(this.#bytes).getUint16(this.#at - 2)
  }

  /** [string]. */
  text(): string | undefined {
    const length = this.short()
    if (length === undefined || this.#at + length > this.#bytes.length) return undefined
    this.#at += length
    return latin1(this.#bytes, this.#at - length, this.#at)
  }

  /** [string multimap]: a number of names, each with a list of texts; at most 64 of either. */
  multimap(): CqlFields | undefined {
    const fields = new Map<string, readonly string[]>()
    for (let left = this.short() ?? MOST + 1; left > 0; left--) {
      const name = this.text()
      const count = this.short()
      if (left > MOST || name === undefined || count === undefined || count > MOST) return undefined
      const values = Array.from({ length: count }, () => this.text())
      if (values.includes(undefined)) return undefined
      fields.set(
        name,
        values.flatMap((value) => cleanValue(value) ?? []),
      )
    }
    return fields
  }
}
