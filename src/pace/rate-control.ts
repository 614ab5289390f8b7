import { AnswerCurve, standardScore } from './answer-curve.ts'
import type { RttEstimator } from './rtt-estimator.ts'
import { SendWindow } from './send-window.ts'

export interface RateBounds {
  /** Tries a second to begin with. */
  readonly start: number
  readonly most: number
}

/** Tries a second of the slow stretch that is compared with the fast ones, and how many tries it has. */
const SLOW_RATE = 100
const SLOW_TRIES = 14
/** With fewer first tries than this the slow stretch shows nothing. */
const SLOW_LEAST = 6
/** Judged first tries, and answers among them, before silence is looked into; and the share of answers that is fine. */
const ENOUGH_SENT = 16
const ENOUGH_ANSWERED = 3
const FINE = 0.85
/** Windows without a fall before the pace goes above the last threshold in larger steps. */
const CALM_WINDOWS = 16
/** Milliseconds after its end that a window is judged at the earliest: a loop that starts up or is busy answers late. */
const LEAST_PATIENCE = 40

/**
 * How fast a path may be loaded. The rate doubles with each well-used window (slow start by time) until something
 * speaks against it. Windows are judged by the answers to what was *sent* in them, one round trip later, not at
 * time-out. When much stays silent, a few tries go out slowly: if those are answered better, a limiter is there,
 * and the pace becomes what is delivered; if not, the loss is random or the ports are filtered, and growth goes on.
 */
export class RateControl {
  readonly #rtt: RttEstimator
  readonly #bounds: RateBounds
  readonly #curve = new AnswerCurve()
  #rate: number
  #growing = true
  /** The slow-against-fast test: not needed so far, to be sent, sent and awaited, decided. */
  #test: 'none' | 'due' | 'sent' | 'done' = 'none'
  #rateBeforeTest = 0
  #current: SendWindow | undefined
  readonly #unjudged: SendWindow[] = []
  #judgedSent = 0
  #judgedAnswered = 0
  readonly #fast = { sent: 0, answered: 0, delivered: Infinity }
  #cutAt = -Infinity
  /** What the path was last seen to carry; above it the pace rises carefully. */
  #threshold = Infinity
  #calm = 0

  constructor(bounds: RateBounds, rtt: RttEstimator) {
    this.#bounds = bounds
    this.#rate = Math.min(bounds.start, bounds.most)
    this.#rtt = rtt
  }

  /** Tries a second that may be sent now. */
  get rate(): number {
    return this.#rate
  }

  /** True while no limit was met. */
  get growing(): boolean {
    return this.#growing
  }

  /** Counts a try; the window it fell in is told of its answer. */
  sent(now: number, firstTry: boolean): SendWindow | undefined {
    if (this.#current?.isDue(now) === true) this.#close(this.#current)
    this.#current ??= this.#open(now)
    if (!firstTry) {
      this.#current.repeats++
      return undefined
    }
    this.#current.first++
    return this.#current
  }

  /** Looks at the windows whose answers must be in. True when the pace was cut: what was saved up is void. */
  judge(now: number): boolean {
    if (this.#current?.isDue(now) === true) this.#close(this.#current)
    let cut = false
    while (this.#unjudged[0] !== undefined && now > this.#unjudged[0].end + this.#patience()) {
      const window = this.#unjudged.shift()!
      if (window.slow && window.first >= SLOW_LEAST) this.#decide(window, now)
      else cut = this.#weigh(window, now) || cut
    }
    return cut
  }

  #open(now: number): SendWindow {
    const slow = this.#test === 'due'
    return new SendWindow(now, slow ? (SLOW_TRIES / this.#rate) * 1_000 : this.#width(), this.#rate, slow)
  }

  #width(): number {
    const rtt = this.#rtt.smoothed ?? 50
    return this.#growing ? Math.min(400, Math.max(10, rtt)) : Math.max(250, 2 * rtt, 25_000 / this.#rate)
  }

  #patience(): number {
    const { smoothed, variation } = this.#rtt
    return smoothed === undefined
      ? 300
      : Math.max(smoothed * 1.2 + Math.min(2 * variation, smoothed) + 8, LEAST_PATIENCE)
  }

  #close(window: SendWindow): void {
    this.#current = undefined
    if (window.first > 0) this.#unjudged.push(window)
    // No fresh port was left to test with: nothing is shown, and the pace grows again from where it is.
    if (window.slow) this.#test = window.first < SLOW_LEAST ? 'done' : 'sent'
    const testing = this.#test === 'due' || this.#test === 'sent'
    if (!this.#growing || testing || !window.wasUsed()) return
    // Over a short way most of a window was answered before it ended, so the next one may dare more.
    const answered = this.#rtt.isNear && window.answered >= 0.9 * window.first
    this.#rate = Math.min(this.#bounds.most, this.#rate * (answered ? 4 : 2))
  }

  #weigh(window: SendWindow, now: number): boolean {
    this.#judgedSent += window.first
    this.#judgedAnswered += window.answered
    if (this.#test !== 'done' && window.first >= 8) {
      this.#fast.sent += window.first
      this.#fast.answered += window.answered
      this.#fast.delivered = Math.min(this.#fast.delivered, window.delivered)
    }
    if (this.#silenceIsSuspect()) return this.#beginTest()
    const base = this.#curve.fallsBelow(window.sentRate, window.first, window.answered)
    this.#curve.record(window.sentRate, window.first, window.answered)
    if (this.#test === 'due' || this.#test === 'sent') return false
    if (base !== undefined) return this.#cut(window, base, now)
    if (!this.#growing && window.start >= this.#cutAt) this.#rise()
    return false
  }

  #silenceIsSuspect(): boolean {
    return (
      this.#test === 'none' &&
      this.#growing &&
      this.#judgedSent >= ENOUGH_SENT &&
      this.#judgedAnswered >= ENOUGH_ANSWERED &&
      this.#judgedAnswered / this.#judgedSent < FINE
    )
  }

  #beginTest(): boolean {
    this.#test = 'due'
    this.#rateBeforeTest = this.#rate
    this.#rate = Math.min(SLOW_RATE, this.#rate)
    this.#current = undefined
    return true
  }

  /** Does silence depend on the rate? */
  #decide(slow: SendWindow, now: number): void {
    const fast = this.#fast
    const fastRatio = fast.answered / fast.sent
    this.#curve.record(slow.sentRate, slow.first, slow.answered)
    this.#cutAt = now
    this.#test = 'done'
    const limited =
      standardScore(slow.answered, slow.first, fast.answered, fast.sent) > 2.3 &&
      slow.answerRatio > 1.25 * fastRatio
    if (!limited) {
      this.#rate = this.#rateBeforeTest
      return
    }
    this.#growing = false
    this.#threshold = (fast.delivered / slow.answerRatio) * 0.95
    this.#rate = Math.max(slow.delivered, Math.min(this.#threshold, fast.delivered * 0.95))
  }

  #cut(window: SendWindow, base: number, now: number): boolean {
    const delivered = Math.max(5, window.delivered)
    const carried = (delivered / base) * 0.95
    // What was sent before the last cut shows the old pace: it may lower the new one, it is no second fall.
    if (window.start < this.#cutAt) {
      if (delivered >= this.#rate) return false
      this.#rate = delivered * 0.95
      this.#threshold = Math.min(this.#threshold, carried)
      return false
    }
    this.#growing = false
    this.#threshold = carried
    this.#rate = Math.min(this.#rate, delivered * 0.95)
    this.#cutAt = now
    this.#calm = 0
    return true
  }

  #rise(): void {
    this.#calm++
    const below = this.#rate < this.#threshold
    const raised = this.#rate * (below ? 1.4 : this.#calm > CALM_WINDOWS ? 1.15 : 1.03)
    // The last step up to the threshold must not leap over it.
    const bound = below ? Math.max(this.#rate, this.#threshold * 1.05) : Infinity
    this.#rate = Math.min(raised, bound, this.#bounds.most)
  }
}
