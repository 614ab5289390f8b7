/** A map of what was used lately: at least the last `least` entries, at most twice as many. */
export class RecentMap<K, V> {
  readonly #least: number
  #young = new Map<K, V>()
  #old = new Map<K, V>()

  constructor(least: number) {
    this.#least = least
  }

  get size(): number {
    return this.#young.size + this.#old.size
  }

  get(key: K): V | undefined {
    const young = this.#young.get(key)
    if (young !== undefined) return young
    const old = this.#old.get(key)
    if (old === undefined) return undefined
    this.#old.delete(key)
    this.set(key, old)
    return old
  }

  set(key: K, value: V): void {
    this.#young.set(key, value)
    if (this.#young.size < this.#least) return
    this.#old = this.#young
    this.#young = new Map()
  }
}
