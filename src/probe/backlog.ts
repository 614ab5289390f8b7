/** Positions taken from the front of a list before the list is cut. */
const CUT = 1_024

/** Ports of one host that were walked over and have not begun, by their number in the block: four bytes each, not two hundred. */
export class Backlog {
  #positions: number[] = []
  #from = 0

  get length(): number {
    return this.#positions.length - this.#from
  }

  push(position: number): void {
    this.#positions.push(position)
  }

  shift(): number | undefined {
    if (this.#from >= this.#positions.length) return undefined
    const position = this.#positions[this.#from++]
    if (this.#from >= CUT) {
      this.#positions = this.#positions.slice(this.#from)
      this.#from = 0
    }
    return position
  }

  *[Symbol.iterator](): Iterator<number> {
    for (let at = this.#from; at < this.#positions.length; at++) yield this.#positions[at]!
  }
}
