import { viewOf } from '../echo.ts'
import { cleanValue, FIELD_LIMIT } from '../field.ts'

/** Reads OPC UA's binary encoding (OPC 10000-6, section 5.2) one value after another; `undefined` at the end of the bytes. */
export class OpcUaReader {
  readonly #bytes: Uint8Array
  #at: number

  constructor(bytes: Uint8Array, at = 0) {
    this.#bytes = bytes
    this.#at = at
  }

  /** False once something was to be read that is not there. */
  get intact(): boolean {
    return this.#at <= this.#bytes.length
  }

  byte(): number | undefined {
    return this.skip(1) ? this.#bytes[this.#at - 1] : undefined
  }

  uint32(): number | undefined {
    return this.skip(4) ? viewOf(this.#bytes).getUint32(this.#at - 4, true) : undefined
  }

  /** Passes over so many bytes. */
  skip(length: number): boolean {
    this.#at += length
    return this.intact
  }

  /** A String or a ByteString that nobody needs. */
  skipString(): boolean {
    const length = this.#length()
    return length !== undefined && this.skip(length)
  }

  /** A String, as a value of a result. */
  text(): string | undefined {
    const length = this.#length()
    if (length === undefined || !this.skip(length)) return undefined
    const start = this.#at - length
    const kept = this.#bytes.subarray(start, start + Math.min(length, FIELD_LIMIT))
    return cleanValue(Buffer.from(kept).toString('utf8'))
  }

  /** The text of a LocalizedText. */
  localizedText(): string | undefined {
    const parts = this.byte() ?? 0
    if ((parts & 1) !== 0) this.skipString()
    return (parts & 2) === 0 ? undefined : this.text()
  }

  /** An array of at most `most` values; a longer one ends the reading. */
  list<T>(most: number, read: () => T): T[] {
    const count = this.#length() ?? 0
    if (count > most) this.skip(Infinity)
    const values: T[] = []
    while (values.length < count && this.intact) values.push(read())
    return values
  }

  /** How much follows; none at all is written as -1. */
  #length(): number | undefined {
    if (!this.skip(4)) return undefined
    return Math.max(0, viewOf(this.#bytes).getInt32(this.#at - 4, true))
  }
}
