import { AnswerCurve, standardScore } from './answer-curve.ts'
import { RateLimit } from './rate-limit.ts'
import type { RttEstimator } from './rtt-estimator.ts'
import type { SendWindow } from './send-window.ts'
import { SendWindows } from './send-windows.ts'
import { FINE, SlowTest } from './slow-test.ts'

export interface RateBounds {
  /** Tries a second to begin with. */
  readonly start: number
  readonly most: number
}

/** How unlikely a fall must be by chance, in standard deviations: to find a limit, and to lower it later. */
const SURE = 2.7
const SURER = 3.2
/** As many answers as a share counts for that is known from many. */
const MANY = 1_000
/** After so many tries in a row of a later round the earlier one is over; and the last round that is told apart. */
const BLIND = 16
const LAST_ROUND = 6
/** In later rounds the pace is this share of what is carried. */
const CLEAR = 0.8
/** Milliseconds that a window of one host among several has at least: it gets few tries, and many hosts have windows. */
const AMONG_MANY = 50
/** A window of this many tries that is answered so well shows that nothing above this level holds it back. */
const WELL_SENT = 8
const WELL_ANSWERED = 0.9

/**
 * How fast a path may be loaded. The rate doubles with each well-used window (slow start by time) until something
 * speaks against it. Windows are judged by the answers to what was *sent* in them, one round trip later, not at
 * time-out. When much stays silent, a few tries go out slowly: if those are answered better, a limiter is there,
 * and the pace becomes what it carries; if not, the loss is random or the ports are filtered, and growth goes on.
 * What was concluded too early is taken back when the answers come after all.
 *
 * Levels lie above each other: a host, and its network. What both suffer from is sought in the upper one, through which
 * more tries go; a host that is answered well speaks for its network.
 */
export class RateControl {
  readonly #rtt: RttEstimator
  readonly #bounds: RateBounds
  readonly #above: RateControl | undefined
  #curve = new AnswerCurve()
  #test = new SlowTest()
  readonly #limit = new RateLimit()
  readonly #windows: SendWindows
  #rate: number
  #rateBeforeTest = 0
  /** Tries in a row whose answers do not count. */
  #blind = 0
  /** The last try of a port whose answer counts. */
  #round = 1
  /** Until when a level below was answered well. */
  #wellUntil = -Infinity

  constructor(bounds: RateBounds, rtt: RttEstimator, above?: RateControl) {
    this.#bounds = bounds
    this.#rate = Math.min(bounds.start, bounds.most)
    this.#rtt = rtt
    this.#above = above
    this.#windows = new SendWindows(rtt)
  }

  /** Tries a second that may be sent now. */
  get rate(): number {
    // Of later rounds little is answered, which tells little, so the pace keeps clear of the limit.
    return this.growing || this.#round === 1 ? this.#rate : Math.min(this.#rate, this.#limit.carried) * CLEAR
  }

  /** True while no limit was met. */
  get growing(): boolean {
    return !this.#limit.isMet
  }

  /** Whether a try that was sent then may have been swallowed by a limit that is known now. */
  mayHaveSwallowed(number: number, sentAt: number): boolean {
    return !this.growing && (number === 1 || sentAt < this.#limit.since)
  }

  /** A limit was met here, or is being looked for: levels below can tell nothing of their own. */
  get busy(): boolean {
    return !this.growing || this.#test.running || this.#above?.busy === true
  }

  /** The share of answers here, once it was found to have nothing to do with the rate; else 1. */
  get usualRatio(): number {
    const ratio = this.#test.ratio ?? 1
    return this.growing && (this.#test.done || ratio >= FINE) ? ratio : 1
  }

  /** Whether the answer to a try of that number (from 1) says something of how much is answered. */
  counts(number: number): boolean {
    return number <= this.#round
  }

  /** Counts a try; the window it fell in is told of its answer. `fresh`: its answer counts. `number`: of its port, from 1. */
  sent(now: number, fresh: boolean, number: number): SendWindow {
    const open = this.#windows.open
    if (open !== undefined && now >= open.end) this.#endWindow(now)
    const window = this.#windows.open ?? this.#beginWindow(now)
    if (fresh) window.first++
    else window.repeats++
    if (number === 1) this.#round = 1
    if (fresh || number === 1) this.#blind = 0
    else if (++this.#blind === BLIND && this.#round < LAST_ROUND) this.#beginRound()
    return window
  }

  /** A try of that window whose answer counts was answered. */
  answered(window: SendWindow): void {
    window.answered++
    if (window.judged) this.#answeredLate(window)
  }

  /** Looks at the windows whose answers must be in. True when the pace was cut: what was saved up is void. */
  judge(now: number): boolean {
    this.#endWindow(now)
    let cut = false
    for (let window = this.#windows.nextJudged(now); window; window = this.#windows.nextJudged(now)) {
      if (window.slow && this.#test.running) this.#conclude(window, now)
      else cut = this.#weigh(window, now) || cut
    }
    return cut
  }

  /** A level below was answered well at that time: no limit of this level held it back. */
  speakFor(window: SendWindow): void {
    this.#wellUntil = Math.max(this.#wellUntil, window.end)
    this.#above?.speakFor(window)
  }

  /** All tries of a round are out. Of the next ones another share is answered; they may tell what was not found out. */
  #beginRound(): void {
    this.#round++
    this.#blind = 0
    this.#curve = new AnswerCurve()
    this.#limit.newRound()
    this.#windows.dropAll()
    if (this.growing && !this.#test.done) this.#test = new SlowTest()
  }

  #beginWindow(now: number): SendWindow {
    const slow = this.#test.running
    return this.#windows.begin(now, slow ? this.#test.lengthAt(this.#rate) : this.#width(), this.#rate, slow)
  }

  #width(): number {
    const rtt = this.#rtt.smoothed ?? 50
    return this.growing
      ? Math.min(400, Math.max(this.#above === undefined ? 10 : AMONG_MANY, rtt))
      : Math.max(250, 2 * rtt, 25_000 / this.#rate)
  }

  #endWindow(now: number): void {
    const window = this.#windows.endDue(now)
    if (window === undefined) return
    // No fresh port was left to test with: nothing is shown, and the pace grows again from where it is.
    if (window.slow) this.#test.close(window)
    if (!this.growing || this.#test.running || !window.wasUsed()) return
    // Over a short way most of a window was answered before it ended, so the next one may dare more.
    const answered = this.#rtt.isNear && window.answered >= 0.9 * window.first
    this.#rate = Math.min(this.#bounds.most, this.#rate * (answered ? 4 : 2))
  }

  #weigh(window: SendWindow, now: number): boolean {
    if (window.first >= WELL_SENT && window.answerRatio >= WELL_ANSWERED) this.#above?.speakFor(window)
    if (this.#above?.busy === true) return false
    const usual = this.#above?.usualRatio ?? 1
    const spokenFor = this.#wellUntil > window.start
    this.#test.record(window)
    if (this.growing && !spokenFor && this.#test.suspects(usual)) return this.#beginTest()
    const seen = this.#limit.lately(window)
    const base = spokenFor ? undefined : this.#curve.fallsBelow(seen, this.growing ? SURE : SURER)
    this.#curve.record(window)
    if (this.#test.running || this.#goBack(this.#limit.inVain(seen))) return false
    if (base !== undefined && isBelow(seen, usual)) return this.#slowDown(seen, base, now)
    if (!this.growing && this.#limit.isOfNow(window)) this.#set(this.#limit.rise(this.#rate))
    return false
  }

  #beginTest(): boolean {
    this.#test.begin()
    this.#rateBeforeTest = this.#rate
    this.#rate = this.#test.slowRate(this.#rate)
    this.#windows.dropOpen()
    return true
  }

  #conclude(slow: SendWindow, now: number): void {
    this.#curve.record(slow)
    this.#test.weigh(slow)
    if (this.#test.running) return
    this.#limit.begin(now)
    if (this.#test.isLimited) {
      this.#limit.tested(this.#test.tooFast, this.#test.slowRatio, this.#rateBeforeTest)
      this.#rate = Math.max(slow.rate, this.#limit.carried)
    } else this.#rate = this.#rateBeforeTest
  }

  #slowDown(seen: SendWindow, base: number, now: number): boolean {
    const anew = this.#limit.isOfNow(seen)
    this.#rate = this.#limit.fell(seen, base, this.#rate, now)
    return anew
  }

  /** An answer came after its window was judged. */
  #answeredLate(window: SendWindow): void {
    this.#windows.wasTooEarly(window)
    this.#test.late()
    this.#curve.late(window)
    if (this.#goBack(this.#limit.late(window))) return
    if (this.growing || !this.#test.wasLimited || this.#test.isLimited) return
    this.#limit.forget()
    this.#goBack(this.#rateBeforeTest)
  }

  #goBack(rate: number | undefined): boolean {
    if (rate === undefined) return false
    if (!this.#limit.isMet) this.#test.takeBack()
    this.#rate = Math.max(this.#rate, rate)
    return true
  }

  #set(rate: number): void {
    this.#rate = Math.min(rate, this.#bounds.most)
  }
}

/** Whether a share of answers is lower than one that is known from many. */
function isBelow({ answered, first }: SendWindow, usual: number): boolean {
  return usual === 1 || standardScore(answered, first, usual * MANY, MANY) < -SURE
}
