import { Allowance } from './allowance.ts'
import { LossEstimate } from './loss-estimate.ts'
import type { PathBounds } from './path-bounds.ts'
import { RateControl, type RateBounds } from './rate-control.ts'
import type { NetworkLoss } from './retry-rule.ts'
import { RttEstimator } from './rtt-estimator.ts'
import type { SendWindow } from './send-window.ts'
import type { Slots } from './slots.ts'

/** A host that has not answered yet gets so many times the time-out of those that have. */
const FARTHER = 2
/** The share that is lost at least where a limit is kept to. */
const LIMITED_LOSS = 0.1
/** A network begins with the rate of so many hosts. */
const HOSTS_AT_FIRST = 4
/** Round trips up to so many times the mean, and so many milliseconds more, are much the same. */
const NOT_LATE = 1.25
const NEARLY = 5
/** Milliseconds that a network without any answer gets at least, however fast others are. */
const LEAST_ELSEWHERE = 300

/** What the hosts of one network have in common: most of the way to them, so its round trip, its loss and its pace. */
export class NetworkPath {
  readonly rtt: RttEstimator
  readonly loss = new LossEstimate()
  /** Hosts that have answered at all. */
  answering = 0
  readonly #bounds: PathBounds
  readonly #allowance = new Allowance()
  #control: RateControl | undefined
  #judgedAt = -Infinity
  readonly #slots: Slots
  readonly #everywhere: RttEstimator
  #users = 0
  #inFlight = 0
  #samples = 0

  /** `everywhere`: the round trips of all networks of the scan. */
  constructor(bounds: PathBounds, slots: Slots, everywhere = new RttEstimator(bounds.timeout)) {
    this.#everywhere = everywhere
    this.#bounds = bounds
    this.#slots = slots
    this.rtt = new RttEstimator(bounds.timeout)
  }

  /** What must be reckoned to be lost: near a limit some is, now and then, and not by chance alone. */
  get losing(): NetworkLoss {
    const { likely } = this.loss
    const limited = this.#control?.growing === false
    return {
      likely: limited ? Math.max(likely, LIMITED_LOSS) : likely,
      answering: this.answering,
    }
  }

  /** A network of one host has no pace beside that host's. */
  get control(): RateControl | undefined {
    return this.#control
  }

  /** Hosts that are being scanned. */
  get users(): number {
    return this.#users
  }

  /** A host of it answered after so many milliseconds. */
  sample(rtt: number): void {
    // Once some are in, a few of many tell as much.
    if (this.#samples++ > 16 && (this.#samples & 7) !== 0) return
    this.rtt.sample(rtt)
    this.#everywhere.sample(rtt)
  }

  /** Milliseconds for the first try to a host that has not answered: it may be farther off than those that have. */
  get firstTimeout(): number {
    const { first } = this.#bounds.timeout
    if (this.rtt.smoothed !== undefined) return Math.min(first, FARTHER * this.rtt.timeout())
    if (this.#everywhere.smoothed === undefined) return first
    return Math.min(first, Math.max(LEAST_ELSEWHERE, FARTHER * this.#everywhere.timeout()))
  }

  /** Whether its answers come no later than those of all networks do in the mean. */
  get answersSoon(): boolean {
    const mean = this.#everywhere.smoothed
    return mean === undefined || (this.rtt.smoothed ?? Infinity) <= NOT_LATE * mean + NEARLY
  }

  get #rateBounds(): RateBounds {
    const { start, most } = this.#bounds.rate
    return { start: HOSTS_AT_FIRST * start, most }
  }

  join(): void {
    if (++this.#users > 1) this.#control ??= new RateControl(this.#rateBounds, this.rtt)
    else this.#slots.networks++
  }

  leave(): void {
    if (--this.#users === 0) this.#slots.networks--
  }

  /** Whether a try to a host of it that has so many in flight may be sent now. */
  may(now: number, ofHost: number): boolean {
    if (this.#slots.areShort && this.#hasItsShare(ofHost)) return false
    const control = this.#control
    if (control === undefined) return true
    // Not for each of thousands of tries in the same millisecond.
    if (now - this.#judgedAt >= (this.#allowance.left < 1 ? 0.1 : 1)) {
      this.#judgedAt = now
      this.judge(control, now, this.#allowance)
      this.#allowance.fill(now, control.rate, !control.growing)
    }
    return this.#allowance.left >= 1
  }

  #hasItsShare(ofHost: number): boolean {
    const { share } = this.#slots
    return this.#inFlight >= share || ofHost >= Math.ceil(share / this.#users)
  }

  /** Judges what was sent, to the network or to the only host of it. */
  judge(control: RateControl, now: number, allowance: Allowance): void {
    const { growing } = control
    if (control.judge(now)) allowance.void()
    if (growing && !control.growing && (control === this.#control || this.#users === 1)) this.loss.forget()
  }

  /** `fresh`: a first try to a host that is known to answer, and whose own pace explains no silence. */
  sent(now: number, fresh: boolean, number: number): SendWindow | undefined {
    this.#inFlight++
    return this.count(now, fresh, number)
  }

  /** The same try, which had waited for a slot, goes out now. */
  count(now: number, fresh: boolean, number: number): SendWindow | undefined {
    if (this.#control === undefined) return undefined
    this.#allowance.take()
    return this.#control.sent(now, fresh, number)
  }

  ended(): void {
    this.#inFlight--
  }
}
