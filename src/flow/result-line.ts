/** A place in the line: one item, at work until its results are there. */
export interface Place<Out> {
  results: readonly Out[] | undefined
}

/** Results on their way out of a concurrent stage, in the order in which they may leave. */
export class ResultLine<Out> {
  readonly #ordered: boolean
  /** All places when the order is kept, only those with results otherwise. */
  readonly #line: Place<Out>[] = []
  /** How many results of the first place have left. */
  #gone = 0
  #working = 0

  constructor(ordered: boolean) {
    this.#ordered = ordered
  }

  /** Items at work. */
  get working(): number {
    return this.#working
  }

  /** Items at work + items of which a result is still here. */
  get held(): number {
    return this.#ordered ? this.#line.length : this.#line.length + this.#working
  }

  /** Something may leave now. */
  get ready(): boolean {
    return this.#line[0]?.results !== undefined
  }

  enter(): Place<Out> {
    const place: Place<Out> = { results: undefined }
    this.#working++
    if (this.#ordered) this.#line.push(place)
    return place
  }

  finish(place: Place<Out>, results: readonly Out[]): void {
    this.#working--
    place.results = results
    if (!this.#ordered) this.#line.push(place)
  }

  take(max: number): Out[] {
    const taken: Out[] = []
    for (let results = this.#line[0]?.results; results !== undefined; results = this.#line[0]?.results) {
      while (this.#gone < results.length && taken.length < max) taken.push(results[this.#gone++]!)
      if (this.#gone < results.length) break
      this.#line.shift()
      this.#gone = 0
    }
    return taken
  }
}
