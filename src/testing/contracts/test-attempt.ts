import type { Attempt } from 'portscan-core'

export interface TestAttempt extends Attempt {
  /** How often the strategy said that the state is known. */
  readonly answers: number
  /** True once somebody has read `signal`. */
  readonly signalMade: boolean
  /** Ends the try, as the pacer does. */
  cancel(): void
}

/** One try, in the hands of the test. */
export function testAttempt(number = 1): TestAttempt {
  let controller: AbortController | undefined
  let hook: (() => void) | undefined
  let answers = 0
  let over = false
  return {
    number,
    get signal() {
      controller ??= new AbortController()
      if (over) controller.abort()
      return controller.signal
    },
    onCancel(cancel) {
      if (over) cancel()
      else hook = cancel
    },
    answered: () => void answers++,
    get answers() {
      return answers
    },
    get signalMade() {
      return controller !== undefined
    },
    cancel() {
      over = true
      hook?.()
      hook = undefined
      controller?.abort()
    },
  }
}
