/** What a list of pending ports is linked through. */
export interface Linked<T> {
  older?: T | undefined
  newer?: T | undefined
}

/** Ports that have begun and are not done: any may leave. Linked through themselves, which is cheaper than a set. */
export class PendingList<T extends Linked<T>> {
  #newest: T | undefined

  get empty(): boolean {
    return this.#newest === undefined
  }

  add(port: T): void {
    port.older = this.#newest
    if (this.#newest !== undefined) this.#newest.newer = port
    this.#newest = port
  }

  /** Once for each port that was added. */
  delete(port: T): void {
    const { older, newer } = port
    if (older !== undefined) older.newer = newer
    if (newer !== undefined) newer.older = older
    else this.#newest = older
    port.older = port.newer = undefined
  }

  *[Symbol.iterator](): Iterator<T> {
    for (let port = this.#newest; port !== undefined; port = port.older) yield port
  }
}
