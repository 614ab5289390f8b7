import { AnswerCurve, FALL, standardScore } from './answer-curve.ts'
import type { RttEstimator } from './rtt-estimator.ts'
import { SendWindow } from './send-window.ts'
import { FINE, SlowTest } from './slow-test.ts'

export interface RateBounds {
  /** Tries a second to begin with. */
  readonly start: number
  readonly most: number
}

/** The pace goes this far below what was carried, so that what has piled up drains. */
const BELOW = 0.95
/** Tries a second, however little comes through. */
const LEAST_RATE = 5
/** How unlikely a fall must be by chance, in standard deviations: to find a limit, and to lower it later, over several windows. */
const SURE = 2.7
const SURER = 3.2
const MOST_RECENT = 6
/** First tries after a fall by which it is judged, and by how many standard deviations they must be answered better. */
const ENOUGH_AFTER = 16
const BETTER = 1.3
/** As many answers as a share counts for that is known from many. */
const MANY = 1_000
/** After so many repeats without a first try among them, the pace goes to this share of what is carried. */
const BLIND = 16
const CLEAR = 0.8
/** Windows without a fall before the pace goes above the last threshold in larger steps. */
const CALM_WINDOWS = 16
/** Milliseconds after its end that a window is judged at the earliest: a loop that starts up or is busy answers late. */
const LEAST_PATIENCE = 40
/** Patience grows by this factor when answers come after the judgement, up to so much. */
const MORE_PATIENCE = 1.5
const MOST_PATIENCE = 4
/** A window of this many tries that is answered so well shows that nothing above this level holds it back. */
const WELL_SENT = 8
const WELL_ANSWERED = 0.9

/** A fall of the pace, and what would have to be put back if it was a mistake. */
interface Cut {
  readonly window: SendWindow
  /** The share of answers at lower rates. */
  readonly base: number
  readonly rate: number
  readonly growing: boolean
  readonly threshold: number
}

/**
 * How fast a path may be loaded. The rate doubles with each well-used window (slow start by time) until something
 * speaks against it. Windows are judged by the answers to what was *sent* in them, one round trip later, not at
 * time-out. When much stays silent, a few tries go out slowly: if those are answered better, a limiter is there,
 * and the pace becomes what is delivered; if not, the loss is random or the ports are filtered, and growth goes on.
 * What was concluded too early is taken back when the answers come after all.
 *
 * Levels lie above each other: a host, its network, the whole scan. What a level suffers from is sought there first
 * where more of the tries go through it; a level below that is answered well speaks for the one above.
 */
export class RateControl {
  readonly #rtt: RttEstimator
  readonly #bounds: RateBounds
  readonly #above: RateControl | undefined
  readonly #curve = new AnswerCurve()
  readonly #test = new SlowTest()
  #rate: number
  #growing = true
  #rateBeforeTest = 0
  #current: SendWindow | undefined
  readonly #unjudged: SendWindow[] = []
  #cutAt = -Infinity
  #cut: Cut | undefined
  /** What the path was last seen to carry; above it the pace rises carefully. */
  #threshold = Infinity
  #calm = 0
  /** Windows since the last fall. */
  readonly #recent: SendWindow[] = []
  #patienceFactor = 1
  /** Repeats since the last first try. */
  #blind = 0
  /** Until when a level below was answered well. */
  #wellUntil = -Infinity

  constructor(bounds: RateBounds, rtt: RttEstimator, above?: RateControl) {
    this.#bounds = bounds
    this.#rate = Math.min(bounds.start, bounds.most)
    this.#rtt = rtt
    this.#above = above
  }

  /** Tries a second that may be sent now. */
  get rate(): number {
    // Repeats do not tell how much is answered, so with nothing else to send the pace keeps clear of the limit.
    return this.#growing || this.#blind < BLIND ? this.#rate : Math.min(this.#rate, this.#threshold) * CLEAR
  }

  /** True while no limit was met. */
  get growing(): boolean {
    return this.#growing
  }

  /** A limit was met here, or is being looked for: levels below can tell nothing of their own. */
  get busy(): boolean {
    return !this.#growing || this.#test.running || this.#above?.busy === true
  }

  /** Counts a try; the window it fell in is told of its answer. `fresh`: it says something of how much is answered. */
  sent(now: number, fresh: boolean): SendWindow {
    if (this.#current?.isDue(now) === true) this.#close(this.#current)
    this.#current ??= this.#open(now)
    if (fresh) {
      this.#current.first++
      this.#blind = 0
    } else {
      this.#current.repeats++
      this.#blind++
    }
    return this.#current
  }

  /** A first try of that window was answered. */
  answered(window: SendWindow): void {
    window.answered++
    if (window.judged) this.#tooEarly(window)
  }

  /** Looks at the windows whose answers must be in. True when the pace was cut: what was saved up is void. */
  judge(now: number): boolean {
    if (this.#current?.isDue(now) === true) this.#close(this.#current)
    let cut = false
    while (this.#unjudged[0] !== undefined && now > this.#unjudged[0].end + this.#patience()) {
      const window = this.#unjudged.shift()!
      window.judged = true
      if (window.slow && this.#test.running) this.#decide(window, now)
      else cut = this.#weigh(window, now) || cut
    }
    return cut
  }

  #open(now: number): SendWindow {
    const slow = this.#test.due
    const length = slow ? this.#test.lengthAt(this.#rate) : this.#width()
    return new SendWindow(now, length, this.#rate, slow)
  }

  #width(): number {
    const rtt = this.#rtt.smoothed ?? 50
    return this.#growing ? Math.min(400, Math.max(10, rtt)) : Math.max(250, 2 * rtt, 25_000 / this.#rate)
  }

  #patience(): number {
    const { smoothed, spread } = this.#rtt
    if (smoothed === undefined) return 300
    return this.#patienceFactor * Math.max(smoothed * 1.2 + spread + 8, LEAST_PATIENCE)
  }

  #close(window: SendWindow): void {
    this.#current = undefined
    if (window.first > 0) this.#unjudged.push(window)
    // No fresh port was left to test with: nothing is shown, and the pace grows again from where it is.
    if (window.slow) this.#test.close(window)
    if (!this.#growing || this.#test.running || !window.wasUsed()) return
    // Over a short way most of a window was answered before it ended, so the next one may dare more.
    const answered = this.#rtt.isNear && window.answered >= 0.9 * window.first
    this.#rate = Math.min(this.#bounds.most, this.#rate * (answered ? 4 : 2))
  }

  #weigh(window: SendWindow, now: number): boolean {
    if (window.first >= WELL_SENT && window.answerRatio >= WELL_ANSWERED) this.#above?.speakFor(window)
    if (this.#above?.busy === true) return false
    this.#test.record(window)
    const excused = this.#wellUntil > window.start
    if (this.#growing && !excused && this.#test.suspects(this.#usual)) return this.#beginTest()
    const seen = this.#growing ? window : this.#lately(window)
    const base = excused ? undefined : this.#curve.fallsBelow(seen, this.#growing ? SURE : SURER)
    this.#curve.record(window)
    if (this.#test.running) return false
    if (this.#wasInVain(seen)) return false
    if (base !== undefined && isBelow(seen, this.#usual)) return this.#slowDown(seen, base, now)
    if (!this.#growing && window.start >= this.#cutAt) this.#rise()
    return false
  }

  /** The last windows as one: near a limit the difference is small, and takes many tries to see. */
  #lately(window: SendWindow): SendWindow {
    if (window.start < this.#cutAt) return window
    this.#recent.push(window)
    if (this.#recent.length > MOST_RECENT) this.#recent.shift()
    return SendWindow.ofMany(this.#recent)
  }

  /** Slower than before, and answered no better: what looked like a limit was chance. */
  #wasInVain(lately: SendWindow): boolean {
    const cut = this.#cut
    if (cut === undefined || lately.start < this.#cutAt || lately.first < ENOUGH_AFTER) return false
    const { first, answered } = cut.window
    const better = standardScore(lately.answered, lately.first, answered, first) > BETTER
    if (better || lately.answerRatio >= FALL * cut.base) this.#cut = undefined
    else this.#takeBack(cut)
    return !better && this.#growing
  }

  /** A level below was answered well at that time: no limit of this level held it back. */
  speakFor(window: SendWindow): void {
    this.#wellUntil = Math.max(this.#wellUntil, window.end)
    this.#above?.speakFor(window)
  }

  /** The share of answers that has nothing to do with the rate, as far as the level above knows; else 1. */
  get #usual(): number {
    return this.#above?.usualRatio ?? 1
  }

  /** The share of answers here, once it was found to have nothing to do with the rate; else 1. */
  get usualRatio(): number {
    const ratio = this.#test.ratio ?? 1
    return this.#growing && (this.#test.done || ratio >= FINE) ? ratio : 1
  }

  #beginTest(): boolean {
    this.#test.begin()
    this.#rateBeforeTest = this.#rate
    this.#rate = this.#test.slowRate(this.#rate)
    this.#current = undefined
    return true
  }

  #decide(slow: SendWindow, now: number): void {
    this.#curve.record(slow)
    this.#cutAt = now
    this.#test.conclude(slow)
    if (!this.#test.isLimited) {
      this.#rate = this.#rateBeforeTest
      return
    }
    this.#growing = false
    this.#threshold = (this.#test.delivered / slow.answerRatio) * BELOW
    this.#rate = Math.max(slow.rate, this.#threshold)
  }

  #slowDown(window: SendWindow, base: number, now: number): boolean {
    // What is filtered at every rate is no fault of the rate: only the fall below the usual share counts.
    const carried = Math.max(LEAST_RATE, (window.delivered / base) * BELOW)
    window.beyond = true
    // What was sent before the last cut shows the old pace: it may lower the new one, it is no second fall.
    if (window.start < this.#cutAt) {
      this.#threshold = Math.min(this.#threshold, (this.#threshold + carried) / 2)
      this.#rate = Math.min(this.#rate, this.#threshold)
      return false
    }
    this.#recent.length = 0
    this.#cut = { window, base, rate: this.#rate, growing: this.#growing, threshold: this.#threshold }
    this.#growing = false
    this.#threshold = carried
    this.#rate = Math.min(this.#rate, carried)
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

  /** An answer came after its window was judged. */
  #tooEarly(window: SendWindow): void {
    this.#test.late()
    this.#curve.late(window)
    this.#patienceFactor = Math.min(MOST_PATIENCE, this.#patienceFactor + MORE_PATIENCE / window.first)
    const cut = this.#cut
    if (cut?.window === window && window.answerRatio >= FALL * cut.base) this.#takeBack(cut)
    else if (this.#test.done && !this.#growing && cut === undefined && !this.#test.isLimited) {
      this.#test.takeBack()
      this.#takeBack({ window, base: 1, rate: this.#rateBeforeTest, growing: true, threshold: Infinity })
    }
  }

  #takeBack({ window, rate, growing, threshold }: Cut): void {
    window.beyond = false
    this.#cut = undefined
    this.#recent.length = 0
    this.#rate = Math.max(this.#rate, rate)
    this.#growing = growing
    this.#threshold = threshold
  }
}

/** Whether a share of answers is lower than one that is known from many. */
function isBelow({ answered, first }: SendWindow, usual: number): boolean {
  return usual === 1 || standardScore(answered, first, usual * MANY, MANY) < -SURE
}
