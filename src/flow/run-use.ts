/** Ends the use that a run made of something. */
export type Leave = () => void | Promise<void>

/** What a run may use that holds more than single calls need, such as threads or sockets. */
export interface Used {
  open?(): Leave | Promise<Leave>
}

/** What one run uses of its parts beyond single calls: begun before the first of them, ended after the last. */
export class RunUse {
  readonly #parts: readonly Used[]
  readonly #leaves: Leave[] = []
  #begun = false
  #opening: Promise<void> | undefined

  constructor(parts: readonly Used[]) {
    this.#parts = parts
  }

  /** Begins it, once. A promise while a part still opens; it is rejected with the reason of one that cannot. */
  begin(): Promise<void> | undefined {
    if (this.#begun) return this.#opening
    this.#begun = true
    const opening: Promise<void>[] = []
    for (const part of this.#parts) {
      const leave = part.open?.()
      if (leave instanceof Promise) opening.push(leave.then((settled) => void this.#leaves.push(settled)))
      else if (leave !== undefined) this.#leaves.push(leave)
    }
    if (opening.length === 0) return undefined
    this.#opening = Promise.all(opening).then(() => {
      this.#opening = undefined
    })
    return this.#opening
  }

  /** Ends it, also what opens only now. */
  async end(): Promise<void> {
    // Whoever pulled has heard of a failure.
    await this.#opening?.catch(() => {})
    await Promise.all(this.#leaves.splice(0).map(async (leave) => leave()))
  }
}
