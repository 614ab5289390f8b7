/**
 * In how many ways a backtracking engine may have to read a text before it gives a pattern up, at most: repeats and
 * alternatives that follow each other multiply. A pattern that is not anchored tries them from every character on.
 * For patterns that the static check has let pass; `Infinity` where it is beyond all measure.
 */
export function patternCost(source: string, longest: number, flags = ''): number {
  const cost = new CostWalk(source).cost()
  // With the flag m it begins again on every line.
  const anchored = source.startsWith('^') && !source.includes('|') && !flags.includes('m')
  return anchored ? cost : cost * longest
}

interface Branches {
  /** Of the alternatives that have ended, in sum. */
  ended: number
  /** Of the one that is being read. */
  current: number
}

const ATOM =
  /\[(?:\\.|[^\]\\])*\]|\\(?:x[\da-f]{2}|u[\da-f]{4}|c\w|p\{\w+\}|.)|\((?:\?(?:[:=!]|<\w+>))?|[^]/iy
const QUANTIFIER = /([*+?])\??|\{(\d+)(,(\d*))?\}\??/y

// One walk over the source; a class only because the walk has a position and a stack.
class CostWalk {
  readonly #source: string
  readonly #stack: Branches[] = [{ ended: 0, current: 1 }]
  #at = 0

  constructor(source: string) {
    this.#source = source
  }

  cost(): number {
    while (this.#at < this.#source.length) this.#step(this.#take(ATOM)![0])
    return this.#stack.reduce((product, branches) => product * total(branches), 1)
  }

  #step(atom: string): void {
    const branches = this.#stack.at(-1)!
    if (atom.startsWith('(')) this.#stack.push({ ended: 0, current: 1 })
    else if (atom === '|') {
      branches.ended += branches.current
      branches.current = 1
    } else if (atom === ')' && this.#stack.length > 1) {
      this.#stack.pop()
      this.#stack.at(-1)!.current *= this.#repeated(total(branches))
    } else branches.current *= this.#repeated(1)
  }

  /** What something costs that can be read in so many ways, with the quantifier that follows. */
  #repeated(ways: number): number {
    const found = this.#take(QUANTIFIER)
    if (!found) return ways
    const [, mark, low, comma, high] = found
    if (mark === '?') return 1 + ways
    const most = mark !== undefined || (comma !== undefined && high === '') ? Infinity : Number(high ?? low)
    const least = mark === '*' ? 0 : Number(low ?? 1)
    if (ways === 1) return Math.max(1, most - least + 1)
    // The sum of the powers from the least to the most rounds.
    return ways ** most * (ways / (ways - 1))
  }

  #take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#source)
    if (found) this.#at += found[0].length
    return found
  }
}

function total({ ended, current }: Branches): number {
  return ended + current
}
