/**
 * What makes a pattern unsafe to run on what strangers send; `undefined` where nothing does. The rules are simple and
 * strict: no back-references, no look-behind, every repeat bounded, and a repeat inside a repeat only where a fixed
 * character that the inner one cannot match tells the rounds apart.
 */
export function unsafeReason(pattern: RegExp): string | undefined {
  if (/[gy]/.test(pattern.flags)) return 'flag g or y, which keeps a position between calls'
  if (pattern.source.length > 2000) return 'more than 2000 characters'
  return new Checker(pattern).reason()
}

interface Group {
  /** The greatest count of a repeat directly or deeper inside. */
  repeats: boolean
  /** A fixed character that the group must start or end with. */
  first: string | undefined
  last: string | undefined
  alternatives: boolean
  /** Atoms repeated inside, as source text. */
  readonly inner: string[]
  atoms: number
}

const QUANTIFIER = /^(?:[*+?]|\{(?<low>\d+)(?<comma>,(?<high>\d*))?\})\??/
const LARGEST = 2048

// One walk over the source; a class only because the walk has a position and a stack.
class Checker {
  readonly #source: string
  readonly #flags: string
  readonly #stack: Group[] = [newGroup()]
  #at = 0

  constructor({ source, flags }: RegExp) {
    this.#source = source
    this.#flags = flags
  }

  reason(): string | undefined {
    while (this.#at < this.#source.length) {
      const trouble = this.#step()
      if (trouble !== undefined) return `${trouble} (at ${this.#at} of /${this.#source}/)`
    }
    return undefined
  }

  #step(): string | undefined {
    const rest = this.#source.slice(this.#at)
    if (/^\\(?:[1-9]|k<)/.test(rest)) return 'a back-reference'
    if (/^\(\?<[=!]/.test(rest)) return 'a look-behind'
    const open = /^\((?:\?(?:[:=!]|<\w+>))?/.exec(rest)
    if (open) return this.#open(open[0])
    if (rest.startsWith(')')) return this.#close()
    if (rest.startsWith('|')) return this.#alternative()
    const atom = /^(?:\[(?:\\.|[^\]\\])*\]|\\(?:x[\da-f]{2}|u[\da-f]{4}|c\w|p\{\w+\}|.)|[^])/i.exec(rest)![0]
    this.#at += atom.length
    return this.#atom(atom)
  }

  #open(text: string): undefined {
    this.#at += text.length
    this.#stack.push(newGroup())
  }

  #alternative(): undefined {
    this.#at += 1
    // Another way to start and to end: no one character tells the rounds apart.
    this.#stack.at(-1)!.alternatives = true
  }

  #atom(atom: string): string | undefined {
    const group = this.#stack.at(-1)!
    const count = this.#quantifier()
    if (typeof count === 'string') return count
    if (count.high > 1) group.inner.push(atom)
    const fixed = count.low === 1 && count.high === 1 ? fixedCharacter(atom) : undefined
    if (group.atoms === 0) group.first = fixed
    group.last = fixed
    group.atoms += 1
    if (count.high > 1) group.repeats = true
    return undefined
  }

  #close(): string | undefined {
    this.#at += 1
    const group = this.#stack.pop()!
    const parent = this.#stack.at(-1)
    if (parent === undefined) return 'a group that was never opened'
    const count = this.#quantifier()
    if (typeof count === 'string') return count
    if (count.high > 1 && group.repeats && !this.#tellsApart(group)) return 'a repeat inside a repeat'
    parent.repeats ||= group.repeats || count.high > 1
    parent.inner.push(...group.inner)
    parent.last = undefined
    parent.atoms += 1
    return undefined
  }

  #tellsApart({ first, last, inner, alternatives }: Group): boolean {
    const separates = (mark: string | undefined): boolean =>
      mark !== undefined && inner.every((atom) => !new RegExp(`^${atom}$`, this.#flags).test(mark))
    return !alternatives && (separates(first) || separates(last))
  }

  /** The counts of the quantifier that follows, if one does; a text where it is refused. */
  #quantifier(): { low: number; high: number } | string {
    const found = QUANTIFIER.exec(this.#source.slice(this.#at))
    if (!found) return { low: 1, high: 1 }
    this.#at += found[0].length
    if (found[0].startsWith('?')) return { low: 0, high: 1 }
    const { low, comma, high } = found.groups!
    if (low === undefined || (comma !== undefined && high === '')) return 'a repeat without a bound'
    const most = Number(high ?? low)
    return most > LARGEST ? `a repeat of more than ${LARGEST}` : { low: Number(low), high: most }
  }
}

function newGroup(): Group {
  return { repeats: false, first: undefined, last: undefined, alternatives: false, inner: [], atoms: 0 }
}

function fixedCharacter(atom: string): string | undefined {
  if (/^[\w ,:;@/=_-]$/.test(atom)) return atom
  if (atom === '\\n') return '\n'
  return /^\\[^\w]$/.test(atom) ? atom.charAt(1) : undefined
}
