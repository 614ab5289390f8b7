import { slowReason } from './slow-pattern.ts'

/** A pattern of a user's, ready to run on what strangers send. */
export interface TextPattern {
  /** How many groups it captures. */
  readonly groups: number
  /** The whole match and its groups; `undefined` where it does not fit. */
  readonly find: (text: string) => readonly (string | undefined)[] | undefined
}

/** Makes patterns that are safe to run. Throws an `Error` that says in a few words why one is refused. */
export interface PatternEngine {
  /** True where any pattern takes time in proportion to the text, so that unbounded repeats do no harm. */
  readonly linear: boolean
  /** `flags`: some of `i`, `m` and `s`. */
  readonly compile: (source: string, flags: string) => TextPattern
}

/** The longest pattern that is taken. */
export const LONGEST_PATTERN = 2000

/** The engine of the language itself, for those patterns alone that the static check knows to be harmless. */
export const checkedEngine: PatternEngine = {
  linear: false,
  compile(source, flags) {
    const [, inline = '', rest = source] = /^\(\?([ims]{1,3})\)(.*)$/s.exec(source) ?? []
    const expression = new RegExp(rest, [...new Set(flags + inline)].join(''))
    const slow = slowReason(expression)
    if (slow !== undefined) {
      throw new Error(
        `${slow}; or npm install re2js, with which all but look-around and back-references is safe`,
      )
    }
    return {
      groups: new RegExp(`${rest}|`).exec('')!.length - 1,
      find: (text) => expression.exec(text) ?? undefined,
    }
  },
}
