/** Answered ports from which on it shows, and the share of open ones among them, that every port may be open. */
const ENOUGH = 64
const SHARE = 0.9

/**
 * Counts a host's answers until it looks as if every port of it were open, as behind a SYN proxy or a tarpit. Counting
 * alone proves nothing: somebody has to try ports that nobody can have opened on purpose.
 */
export class AllOpenWatch {
  #answered = 0
  #open = 0
  #next = ENOUGH

  /** Counts an answered port; true when it is time to try other ports. */
  note(open: boolean): boolean {
    this.#answered++
    if (open) this.#open++
    return this.#answered >= this.#next && this.#open > SHARE * this.#answered
  }

  /** The other ports kept silent, which shows nothing: look again at twice as many answers. */
  later(): void {
    this.#next = 2 * this.#answered
  }

  /** Never again: it is decided. */
  stop(): void {
    this.#next = Infinity
  }
}
