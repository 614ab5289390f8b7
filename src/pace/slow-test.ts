import { standardScore } from './answer-curve.ts'
import type { SendWindow } from './send-window.ts'

/** Tries a second of the slow stretch that is compared with the fast ones, and how many tries it has. */
const SLOW_RATE = 100
const SLOW_TRIES = 14
/** With fewer first tries than this the slow stretch shows nothing. */
const SLOW_LEAST = 6
/** With fewer answers than this they may have come by chance. */
const SLOW_ANSWERED = 4
/** Judged first tries, and answers among them, before silence is looked into; and the share of answers that is fine. */
const ENOUGH_SENT = 16
const ENOUGH_ANSWERED = 3
export const FINE = 0.85
/** A fast window with fewer first tries is not compared. */
const FAST_LEAST = 8
/** How unlikely the difference must be by chance, in standard deviations, and how large it must be at least. */
const SURE = 2.3
const BETTER = 1.25
/** It must be below the usual share by so many standard deviations, where that is known from many. */
const DOUBTFUL = 1.5
const MANY = 1_000
/** Fast windows that are kept: the last ones, which went out fastest. */
const MOST_FAST = 32

/**
 * Does silence depend on the rate? When much stays silent, a few tries go out slowly, once. Answered better than the
 * fast ones, they show a limiter; answered alike, they show random loss or filtered ports. Answers that are late, after
 * a conclusion was drawn, still count.
 */
export class SlowTest {
  /** Not needed so far, to be sent, sent and awaited, decided. */
  #phase: 'none' | 'due' | 'sent' | 'done' = 'none'
  #sent = 0
  #answered = 0
  readonly #fast: SendWindow[] = []
  #slow: SendWindow | undefined

  /** True from the suspicion to the conclusion. */
  get running(): boolean {
    return this.#phase === 'due' || this.#phase === 'sent'
  }

  /** True once the rate was slowed down and the window of slow tries may open. */
  get due(): boolean {
    return this.#phase === 'due'
  }

  get done(): boolean {
    return this.#phase === 'done'
  }

  /** Share of all judged first tries that were answered; `undefined` while these are few. */
  get ratio(): number | undefined {
    return this.#sent < 4 * ENOUGH_SENT ? undefined : this.#answered / this.#sent
  }

  /** Milliseconds that the slow stretch lasts at a rate. */
  lengthAt(rate: number): number {
    return (SLOW_TRIES / rate) * 1_000
  }

  slowRate(rate: number): number {
    return Math.min(SLOW_RATE, rate)
  }

  /** A window was judged. */
  record(window: SendWindow): void {
    this.#sent += window.first
    this.#answered += window.answered
    if (this.#phase === 'done' || window.first < FAST_LEAST) return
    this.#fast.push(window)
    if (this.#fast.length > MOST_FAST) this.#fast.shift()
  }

  /** An answer came to a window that was judged before. */
  late(): void {
    this.#answered++
  }

  /** Whether much more is silent than usual: `usual` is the share of answers that was found to have nothing to do with the rate. */
  suspects(usual: number): boolean {
    return (
      this.#phase === 'none' &&
      this.#sent >= ENOUGH_SENT &&
      this.#answered >= ENOUGH_ANSWERED &&
      this.#answered / this.#sent < FINE * usual &&
      standardScore(this.#answered, this.#sent, usual * MANY, MANY) < -DOUBTFUL
    )
  }

  begin(): void {
    this.#phase = 'due'
  }

  /** The slow stretch is over. Without fresh ports to try nothing is shown. */
  close(window: SendWindow): void {
    this.#phase = window.first < SLOW_LEAST ? 'done' : 'sent'
  }

  /** Its answers are in. */
  conclude(slow: SendWindow): void {
    this.#slow = slow
    this.#phase = 'done'
    for (const window of this.#fast) window.beyond = this.isLimited && isWorse(window, slow)
  }

  /** Tries a second that came through in the fast windows that were too fast; of all of them where none stands out. */
  get delivered(): number {
    const beyond = this.#fast.filter((window) => window.beyond)
    const counted = beyond.length > 0 ? beyond : this.#fast
    const seconds = counted.reduce((sum, window) => sum + window.seconds, 0)
    return counted.reduce((sum, window) => sum + window.delivered * window.seconds, 0) / seconds
  }

  /** Whether a limiter shows, by the answers that are in now. */
  get isLimited(): boolean {
    if (this.#slow === undefined || this.#slow.first < SLOW_LEAST) return false
    let sent = 0
    let answered = 0
    for (const window of this.#fast) {
      sent += window.first
      answered += window.answered
    }
    const { first, answered: slowly, answerRatio } = this.#slow
    if (sent === 0 || slowly < SLOW_ANSWERED) return false
    return standardScore(slowly, first, answered, sent) > SURE && answerRatio > (BETTER * answered) / sent
  }

  /** The conclusion was wrong: nothing was lost to a limiter. */
  takeBack(): void {
    for (const window of this.#fast) window.beyond = false
    this.#fast.length = 0
  }
}

function isWorse(window: SendWindow, slow: SendWindow): boolean {
  return window.answerRatio < FINE * slow.answerRatio
}
