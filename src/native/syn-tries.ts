import type { Family } from '../model/host.ts'
import type { SynAnswer } from './syn-answer.ts'
import { SynCookie } from './syn-cookie.ts'

/** Bits of a sealed value that say whose try it is; those above count the tries of that number. */
const ID_BITS = 20
/** Tries under way at once, at most. */
export const MOST_TRIES = 2 ** ID_BITS
const ID_MASK = MOST_TRIES - 1
const COUNT_STEP = MOST_TRIES

/** The tries under way, by number, and whose try an answer is about: for what is not of them, it is nobody's. */
export class SynTries {
  readonly #cookie: SynCookie
  /** 0 where none is under way. */
  readonly #families: Uint8Array
  readonly #addresses: Int32Array
  /** The port that is asked, and in the upper half the one that asks. */
  readonly #ports: Uint32Array
  readonly #sequences: Int32Array
  readonly #counts: Int32Array
  readonly #sentAt: Float64Array

  constructor(capacity: number, cookie = new SynCookie()) {
    this.#cookie = cookie
    this.#families = new Uint8Array(capacity)
    this.#addresses = new Int32Array(4 * capacity)
    this.#ports = new Uint32Array(capacity)
    this.#sequences = new Int32Array(capacity)
    this.#counts = new Int32Array(capacity)
    this.#sentAt = new Float64Array(capacity)
  }

  /** A try begins. What it gives is the sequence number of its SYN, which no try of that number had before it. */
  begin(id: number, family: Family, port: number, from: number, words: Int32Array, at: number): number {
    const count = (this.#counts[id]! + COUNT_STEP) | 0
    const sequence = this.#cookie.seal(count | id)
    this.#counts[id] = count
    this.#families[id] = family
    this.#ports[id] = port | (from << 16)
    this.#sequences[id] = sequence
    for (let word = 0; word < 4; word++) this.#addresses[4 * id + word] = words[at + word]!
    return sequence
  }

  /** The number of the try that an answer is about, or -1. */
  match(answer: SynAnswer): number {
    const { sequence, family, address, port, from } = answer
    const id = this.#cookie.open(sequence) & ID_MASK
    if (this.#families[id] !== family || this.#sequences[id] !== sequence) return -1
    if (this.#ports[id] !== (port | (from << 16)) >>> 0) return -1
    const words = family === 4 ? 1 : 4
    for (let word = 0; word < words; word++) {
      if (this.#addresses[4 * id + word] !== address[word]) return -1
    }
    return id
  }

  isUnderWay(id: number, sequence: number): boolean {
    return this.#families[id] !== 0 && this.#sequences[id] === sequence
  }

  has(id: number): boolean {
    return this.#families[id] !== undefined && this.#families[id] !== 0
  }

  sent(id: number, now: number): void {
    this.#sentAt[id] = now
  }

  /** Milliseconds since it was sent. */
  age(id: number, now: number): number {
    return now - this.#sentAt[id]!
  }

  end(id: number): void {
    this.#families[id] = 0
  }

  /** All of them. */
  *underWay(): Generator<number> {
    for (let id = 0; id < this.#families.length; id++) if (this.#families[id] !== 0) yield id
  }
}
