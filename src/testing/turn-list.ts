/** A turn that waits, until it is taken or called off. */
interface Turn {
  run: (() => void) | undefined
}

/** The turns of the event loop that somebody waits for. */
export class TurnList {
  #turns: Turn[] = []
  #waiting = 0

  get size(): number {
    return this.#waiting
  }

  /** The result calls it off. */
  add(run: () => void): () => void {
    const turn: Turn = { run }
    this.#turns.push(turn)
    this.#waiting++
    return () => void this.#spend(turn)
  }

  /** Runs those that wait now; what they add waits for the next call, as on a real event loop. */
  take(): void {
    const turns = this.#turns
    this.#turns = []
    for (const turn of turns) this.#spend(turn)?.()
  }

  #spend(turn: Turn): (() => void) | undefined {
    const { run } = turn
    if (run !== undefined) this.#waiting--
    turn.run = undefined
    return run
  }
}
