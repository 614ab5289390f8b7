import type { Leave, ProbeStrategy } from './strategy.ts'

/** What one run uses of its strategies beyond single tries: begun before the first of them, ended after the last. */
export class StrategyUse {
  readonly #strategies: readonly ProbeStrategy[]
  readonly #leaves: Leave[] = []
  #begun = false
  #opening: Promise<void> | undefined

  constructor(strategies: readonly ProbeStrategy[]) {
    this.#strategies = strategies
  }

  /** Begins it, once. A promise while a strategy still opens; it is rejected with the reason of one that cannot. */
  begin(): Promise<void> | undefined {
    if (this.#begun) return this.#opening
    this.#begun = true
    const opening: Promise<void>[] = []
    for (const strategy of this.#strategies) {
      const leave = strategy.open?.()
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
