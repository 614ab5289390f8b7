import type { Family } from '../model/host.ts'
import { addressWords } from '../threads/dial-records.ts'
import {
  AF_INET,
  AF_INET6,
  LITTLE,
  SIN6_ADDR,
  SIN_ADDR,
  SIN_PORT,
  SOCKADDR_IN,
  SOCKADDR_IN6,
} from './linux.ts'

/** A `struct sockaddr_in` or `sockaddr_in6` that is filled again and again. */
export class SocketAddress {
  readonly bytes: Uint8Array
  readonly family: Family
  readonly #view: DataView
  readonly #address: number
  readonly #words: number

  constructor(family: Family) {
    this.family = family
    // Longer than either, so that the system never writes past the end.
    this.bytes = new Uint8Array(128)
    this.#view = new DataView(this.bytes.buffer)
    this.#view.setUint16(0, family === 4 ? AF_INET : AF_INET6, LITTLE)
    this.#address = family === 4 ? SIN_ADDR : SIN6_ADDR
    this.#words = family === 4 ? 1 : 4
  }

  /** An address and no port; nothing where the text is no address, or has a zone. */
  static of(address: string): SocketAddress | undefined {
    const words = addressWords(address)
    if (words === undefined) return undefined
    const made = new SocketAddress(address.includes(':') ? 6 : 4)
    made.fill(0, Int32Array.from(words), 0)
    return made
  }

  static sizeOf(family: Family): number {
    return family === 4 ? SOCKADDR_IN : SOCKADDR_IN6
  }

  /** Takes port and address from words in the order of the network. */
  fill(port: number, words: Int32Array, at: number): void {
    this.#view.setUint16(SIN_PORT, port)
    for (let word = 0; word < this.#words; word++) {
      this.#view.setInt32(this.#address + 4 * word, words[at + word]!)
    }
  }

  /** Its address, as words from the first on. */
  read(words: Int32Array): void {
    for (let word = 0; word < this.#words; word++) words[word] = this.#view.getInt32(this.#address + 4 * word)
  }

  /** Whether that one has the same port and the same address; not what else is in there, such as a flow label. */
  equals({ bytes }: SocketAddress): boolean {
    const end = this.#address + 4 * this.#words
    const same = (at: number): boolean => this.bytes[at] === bytes[at]
    for (let at = this.#address; at < end; at++) if (!same(at)) return false
    return same(SIN_PORT) && same(SIN_PORT + 1)
  }
}
