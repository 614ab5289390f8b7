import { LossEstimate, type RetryBounds } from './loss-estimate.ts'
import { RateControl, type RateBounds } from './rate-control.ts'
import { RttEstimator, type TimeoutBounds } from './rtt-estimator.ts'
import type { SendWindow } from './send-window.ts'

/** How one host may be loaded. */
export interface PathBounds {
  /** Tries in flight to one host, at most. */
  readonly perHost: number
  readonly timeout: TimeoutBounds
  readonly retries: RetryBounds
  readonly rate: RateBounds
}

/** What is remembered of a try in flight until its answer or its time-out. */
export interface TrySent {
  /** The how-manieth try of its port, from 1. */
  readonly number: number
  readonly sentAt: number
  window: SendWindow | undefined
}

/** Tries that may be sent at once when nothing was sent for a while. */
const BURST = 16
/** The first few tries need no pace, and most hosts of a wide scan get no more. */
const UNPACED = 4
/** Milliseconds of the present rate that may be saved up: a loop that came back late catches up, no more. */
const SAVED = 12
/**
 * On a near way that answers, this many tries in flight are as many as one thread can keep up with (64,000 a second):
 * more would only wait in our own queue, and cost a seventh of the time.
 */
const NEAR_IN_FLIGHT = 128

/** How one host is loaded: its round trip, its loss, its pace, what is in flight to it. */
export class Path {
  readonly rtt: RttEstimator
  readonly loss: LossEstimate
  readonly #bounds: PathBounds
  #control: RateControl | undefined
  #inFlight = 0
  #answered = 0
  #silent = 0
  #allowance = BURST
  #filledAt: number | undefined

  constructor(bounds: PathBounds) {
    this.rtt = new RttEstimator(bounds.timeout)
    this.loss = new LossEstimate(bounds.retries)
    this.#bounds = bounds
  }

  get inFlight(): number {
    return this.#inFlight
  }

  /** Whether a try may be sent now. */
  may(now: number): boolean {
    if (this.#inFlight >= this.#room) return false
    if (this.#control !== undefined) this.#fill(this.#control, now)
    return this.#allowance >= 1
  }

  sent(one: TrySent, now: number): void {
    this.#inFlight++
    this.#allowance--
    if (this.#allowance < BURST - UNPACED) {
      this.#control ??= new RateControl(this.#bounds.rate, this.rtt)
      one.window = this.#control.sent(now, one.number === 1)
    }
  }

  /** `ofPeer`: the host itself answered, not a router on the way, whose round trip is another one. */
  answered(one: TrySent, now: number, ofPeer: boolean): void {
    this.#inFlight--
    this.#answered++
    if (ofPeer) this.rtt.sample(now - one.sentAt)
    this.loss.answered(one.number)
    if (one.window !== undefined) one.window.answered++
  }

  /** It waits for a slot, so its window says nothing of it: what is not on the wire cannot be answered. */
  held(one: TrySent): void {
    if (one.window === undefined) return
    one.window.first--
    one.window = undefined
  }

  /** The wait is over: it goes out now. */
  resent(one: TrySent, now: number): void {
    if (one.number === 1) one.window = this.#control?.sent(now, true)
  }

  /** The try got no answer in time, or none that says anything of the peer. */
  ended(): void {
    this.#inFlight--
    this.#silent++
  }

  judge(now: number): void {
    if (this.#control?.judge(now) === true) this.#allowance = Math.min(this.#allowance, 0)
  }

  get #room(): number {
    const { perHost } = this.#bounds
    // Silent tries are in flight until they time out: they load neither the way nor us.
    const near = this.rtt.isNear && this.#silent * 8 <= this.#answered
    return near ? Math.min(perHost, NEAR_IN_FLIGHT) : perHost
  }

  #fill({ rate, growing }: RateControl, now: number): void {
    const saved = Math.max(growing ? BURST : 2, (rate * SAVED) / 1_000)
    const earned = this.#filledAt === undefined ? 0 : (rate * (now - this.#filledAt)) / 1_000
    this.#allowance = Math.min(this.#allowance + earned, saved)
    this.#filledAt = now
  }
}
