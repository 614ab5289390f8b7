import { standardScore } from './answer-curve.ts'
import { SendWindow } from './send-window.ts'

/** Tries a second of the slow stretch that is compared with the fast ones, and how many tries it has. */
const SLOW_RATE = 100
const SLOW_TRIES = 14
/** With fewer first tries than this the slow stretch shows nothing. */
const SLOW_LEAST = 6
/** With fewer answers than this they may have come by chance. */
const SLOW_ANSWERED = 4
const RARE_ANSWERED = 7
/** Judged first tries, and answers among them, before silence is looked into; and the share of answers that is fine. */
const ENOUGH_SENT = 16
const ENOUGH_ANSWERED = 3
export const FINE = 0.85
/** A fast window with fewer first tries is not compared. */
const FAST_LEAST = 8
/** How unlikely the difference must be by chance, in standard deviations, and how large it must be at least. */
const SURE = 2.3
/** Below this it is chance, in between more tries have to tell. */
const UNLIKELY = 0.4
const MOST_SLOW = 3
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
  #phase: 'none' | 'running' | 'done' = 'none'
  #sent = 0
  #answered = 0
  readonly #fast: SendWindow[] = []
  readonly #slow: SendWindow[] = []

  /** True from the suspicion to the conclusion. */
  get running(): boolean {
    return this.#phase === 'running'
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
    this.#phase = 'running'
  }

  /** A slow stretch is over. Without fresh ports to try nothing is shown. */
  close(window: SendWindow): void {
    if (window.first < SLOW_LEAST && this.#slow.length === 0) this.#phase = 'done'
  }

  /** The answers to a slow stretch are in. What is neither sure nor unlikely takes another one. */
  weigh(slow: SendWindow): void {
    this.#slow.push(slow)
    const limited = this.isLimited
    if (!limited && this.#slow.length < MOST_SLOW && this.#score > UNLIKELY) return
    this.#phase = 'done'
    const { answerRatio } = this.#slowly
    for (const window of this.#fast) window.beyond = limited && window.answerRatio < FINE * answerRatio
  }

  /** The share of the slow tries that was answered. */
  get slowRatio(): number {
    return this.#slowly.answerRatio
  }

  /** The fast windows that were too fast, as one; all of them where none stands out. */
  get tooFast(): SendWindow {
    const beyond = this.#fast.filter((window) => window.beyond)
    return SendWindow.ofMany(beyond.length > 0 ? beyond : this.#fast)
  }

  /** The conclusion that was drawn. */
  get wasLimited(): boolean {
    return this.#fast.some((window) => window.beyond)
  }

  /** Whether a limiter shows, by the answers that are in now. */
  get isLimited(): boolean {
    if (this.#slow.length === 0 || this.#fast.length === 0) return false
    const slow = this.#slowly
    const { answerRatio } = SendWindow.ofMany(this.#fast)
    // Where hardly anything answers, a handful of answers is soon there by chance, whatever the score.
    const enough = answerRatio * slow.first < 1 ? RARE_ANSWERED : SLOW_ANSWERED
    if (slow.first < SLOW_LEAST || slow.answered < enough) return false
    return this.#score > SURE && slow.answerRatio > BETTER * answerRatio
  }

  get #slowly(): SendWindow {
    return SendWindow.ofMany(this.#slow)
  }

  /** By how many standard deviations the slow tries were answered better. */
  get #score(): number {
    if (this.#fast.length === 0) return 0
    const fast = SendWindow.ofMany(this.#fast)
    const slow = this.#slowly
    return standardScore(slow.answered, slow.first, fast.answered, fast.first)
  }

  /** The conclusion was wrong: nothing was lost to a limiter. */
  takeBack(): void {
    for (const window of this.#fast) window.beyond = false
    this.#fast.length = 0
  }
}
