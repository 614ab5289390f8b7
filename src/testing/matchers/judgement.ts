import { AssertionError } from 'node:assert'

/** What was found of what was claimed, and how to say it. Where it could not be found out there is none: that is thrown. */
export interface Judgement {
  readonly pass: boolean
  /** For who expected the opposite. */
  readonly message: string
}

/** It could not be found out, which is no pass, whatever was expected. */
export function undecided(message: string): AssertionError {
  return new AssertionError({ message })
}
