/** Words before the records: how many were written, how many read, and whether the reader sleeps. */
const [WRITTEN, READ, ASLEEP, HEADER] = [0, 1, 2, 4]

/**
 * Records of a few 32-bit words on their way from one thread to another: one writer, one reader, no locks, nothing
 * allocated. Each side makes its own ring over the same memory.
 */
export class RecordRing {
  /** Where the words of a record are, from the offset that `reserve` and `peek` give. */
  readonly words: Int32Array
  readonly #size: number
  readonly #mask: number

  /** `size`: words of a record. */
  constructor(memory: SharedArrayBuffer, size: number) {
    this.words = new Int32Array(memory)
    this.#size = size
    this.#mask = (this.words.length - HEADER) / size - 1
  }

  /** The memory for `capacity` records, a power of two. */
  static memory(capacity: number, size: number): SharedArrayBuffer {
    return new SharedArrayBuffer(4 * (HEADER + capacity * size))
  }

  /** How many records there is room for. */
  get capacity(): number {
    return this.#mask + 1
  }

  /** How many records were written so far; it goes round. */
  get written(): number {
    return Atomics.load(this.words, WRITTEN)
  }

  /** Whether the first so many were read. */
  hasRead(written: number): boolean {
    return ((Atomics.load(this.words, READ) - written) | 0) >= 0
  }

  /** The writer's next record, or -1 where all are unread. */
  reserve(): number {
    const { words } = this
    const written = Atomics.load(words, WRITTEN)
    const full = ((written - Atomics.load(words, READ)) | 0) > this.#mask
    return full ? -1 : this.#offset(written)
  }

  /** Hands the reserved record over. True where the reader sleeps and must be woken, which is then the writer's duty. */
  commit(): boolean {
    const { words } = this
    Atomics.store(words, WRITTEN, (Atomics.load(words, WRITTEN) + 1) | 0)
    return Atomics.load(words, ASLEEP) === 1 && Atomics.exchange(words, ASLEEP, 0) === 1
  }

  /** The reader's next record, or -1 where there is none. */
  peek(): number {
    const { words } = this
    const read = Atomics.load(words, READ)
    return read === Atomics.load(words, WRITTEN) ? -1 : this.#offset(read)
  }

  /** Gives the record that was read back to the writer. */
  release(): void {
    const { words } = this
    Atomics.store(words, READ, (Atomics.load(words, READ) + 1) | 0)
  }

  /** Whether the reader may rest: there is nothing to read, and the writer knows that it has to wake it. */
  fallAsleep(): boolean {
    const { words } = this
    Atomics.store(words, ASLEEP, 1)
    if (this.peek() < 0) return true
    Atomics.store(words, ASLEEP, 0)
    return false
  }

  wakeUp(): void {
    Atomics.store(this.words, ASLEEP, 0)
  }

  #offset(position: number): number {
    return HEADER + (position & this.#mask) * this.#size
  }
}
