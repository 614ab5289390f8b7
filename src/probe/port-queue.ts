/** First in, first out, linked through the items themselves: most hosts have few ports, and an array each would cost more. */
export class PortQueue<T extends { behind: T | undefined }> {
  length = 0
  #first: T | undefined
  #last: T | undefined

  push(item: T): void {
    if (this.#last === undefined) this.#first = item
    else this.#last.behind = item
    this.#last = item
    this.length++
  }

  shift(): T | undefined {
    const item = this.#first
    if (item === undefined) return undefined
    this.#first = item.behind
    if (this.#first === undefined) this.#last = undefined
    item.behind = undefined
    this.length--
    return item
  }
}
