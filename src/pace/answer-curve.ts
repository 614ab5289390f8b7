import type { SendWindow } from './send-window.ts'

/** Steps of the curve for each doubling of the rate. */
const STEPS = 3
/** What must have been seen at lower rates before a higher one is compared with them. */
const ENOUGH_SENT = 8
const ENOUGH_ANSWERED = 4
/** Answers that must have been expected before too few of them mean anything. */
const ENOUGH_EXPECTED = 8
/** A share of answers this much below the one at lower rates is a fall. */
export const FALL = 0.88

/**
 * Of the first tries that were sent at about a rate, how many were answered. Random loss and filtered ports take
 * the same share at every rate; a limiter takes more the faster one sends, and that is seen here.
 */
export class AnswerCurve {
  readonly #steps: { sent: number; answered: number }[] = []

  record({ sentRate, first, answered }: SendWindow): void {
    const step = (this.#steps[stepOf(sentRate)] ??= { sent: 0, answered: 0 })
    step.sent += first
    step.answered += answered
  }

  /** One more answer to a window that was recorded. */
  late({ sentRate }: SendWindow): void {
    const step = this.#steps[stepOf(sentRate)]
    if (step !== undefined) step.answered = Math.min(step.sent, step.answered + 1)
  }

  /** The answer ratio at lower rates, when the one seen now is below it by so many standard deviations. */
  fallsBelow(
    { sentRate, first: sent, answered, answerRatio: ratio }: SendWindow,
    sure: number,
  ): number | undefined {
    let lowerSent = 0
    let lowerAnswered = 0
    let worst = -sure
    let base: number | undefined
    const end = Math.min(this.#steps.length, stepOf(sentRate) - 1)
    for (let at = 0; at < end; at++) {
      const step = this.#steps[at]
      if (step === undefined) continue
      lowerSent += step.sent
      lowerAnswered += step.answered
      if (lowerSent < ENOUGH_SENT || lowerAnswered < ENOUGH_ANSWERED) continue
      const lower = lowerAnswered / lowerSent
      if (lower * sent < ENOUGH_EXPECTED) continue
      const score = standardScore(answered, sent, lowerAnswered, lowerSent)
      if (score < worst && ratio < FALL * lower) {
        worst = score
        base = lower
      }
    }
    return base
  }
}

function stepOf(rate: number): number {
  return Math.max(0, Math.round(Math.log2(rate) * STEPS))
}

/**
 * Two-proportion test: by how many standard deviations the first share differs from the second. One is added to
 * either side, so that a few samples never look certain.
 */
export function standardScore(
  answered: number,
  sent: number,
  otherAnswered: number,
  otherSent: number,
): number {
  const pooled = (answered + otherAnswered + 1) / (sent + otherSent + 2)
  const spread = Math.max(pooled * (1 - pooled), 0.002) * (1 / sent + 1 / otherSent)
  return (answered / sent - otherAnswered / otherSent) / Math.sqrt(spread)
}
