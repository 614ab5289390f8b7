/** Slots of a fresh table, and of the largest one: a power of two. */
const SMALLEST = 1_024
const LARGEST = 524_288

/**
 * A small number for each endpoint, for very many of them: open addressing in typed arrays, a tenth of a `Map`'s cost.
 * Remembers at least the last 262,144 endpoints that were used, and at most twice as many.
 */
export class PacketCounts {
  #young = new Table(SMALLEST)
  #old: Table | undefined

  /** The number of this endpoint, 0 at first; `host` and `port` are 32 and 16 bits. */
  get(host: number, port: number): number {
    return this.#young.get(host, port) || (this.#old?.get(host, port) ?? 0)
  }

  /** Numbers are more than 0. */
  set(host: number, port: number, value: number): void {
    if (this.#young.isFull) this.#makeRoom()
    this.#young.set(host, port, value)
  }

  #makeRoom(): void {
    const { size } = this.#young
    if (size < LARGEST) {
      this.#young = this.#young.copyTo(new Table(size * 2))
      return
    }
    this.#old = this.#young
    this.#young = new Table(LARGEST)
  }
}

class Table {
  readonly size: number
  readonly #hosts: Uint32Array
  readonly #ports: Uint16Array
  readonly #values: Uint32Array
  #used = 0

  constructor(size: number) {
    this.size = size
    this.#hosts = new Uint32Array(size)
    this.#ports = new Uint16Array(size)
    this.#values = new Uint32Array(size)
  }

  get isFull(): boolean {
    return this.#used >= this.size / 2
  }

  get(host: number, port: number): number {
    return this.#values[this.#slot(host, port)]!
  }

  set(host: number, port: number, value: number): void {
    const slot = this.#slot(host, port)
    if (this.#values[slot] === 0) this.#used++
    this.#hosts[slot] = host
    this.#ports[slot] = port
    this.#values[slot] = value
  }

  copyTo(table: Table): Table {
    for (let slot = 0; slot < this.size; slot++) {
      const value = this.#values[slot]!
      if (value !== 0) table.set(this.#hosts[slot]!, this.#ports[slot]!, value)
    }
    return table
  }

  /** Where this endpoint is, or would be: half of the slots are free, so the search ends. */
  #slot(host: number, port: number): number {
    const mask = this.size - 1
    let slot = (Math.imul(host ^ Math.imul(port, 0x9e3779b1), 0x85ebca6b) >>> 12) & mask
    while (this.#values[slot] !== 0 && (this.#hosts[slot] !== host || this.#ports[slot] !== port)) {
      slot = (slot + 1) & mask
    }
    return slot
  }
}
