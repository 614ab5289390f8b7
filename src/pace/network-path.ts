import { Allowance } from './allowance.ts'
import { LossEstimate } from './loss-estimate.ts'
import type { PathBounds } from './path-bounds.ts'
import { RateControl } from './rate-control.ts'
import { RttEstimator } from './rtt-estimator.ts'
import type { SendWindow } from './send-window.ts'

/** What the hosts of one network have in common: most of the way to them, so its round trip, its loss and its pace. */
export class NetworkPath {
  readonly rtt: RttEstimator
  readonly loss = new LossEstimate()
  /** Hosts that have answered at all. */
  answering = 0
  /** Hosts that are being scanned. */
  users = 0
  readonly #bounds: PathBounds
  readonly #allowance = new Allowance()
  #control: RateControl | undefined
  #judgedAt = -Infinity

  constructor(bounds: PathBounds) {
    this.#bounds = bounds
    this.rtt = new RttEstimator(bounds.timeout)
  }

  /** A network of one host has no pace beside that host's. */
  get control(): RateControl | undefined {
    return this.#control
  }

  join(): void {
    if (++this.users > 1) this.#control ??= new RateControl(this.#bounds.rate, this.rtt)
  }

  /** Whether a try to any of its hosts may be sent now. */
  may(now: number): boolean {
    const control = this.#control
    if (control === undefined) return true
    if (now > this.#judgedAt) {
      this.#judgedAt = now
      if (control.judge(now)) this.#allowance.void()
      this.#allowance.fill(now, control.rate, !control.growing)
    }
    return this.#allowance.left >= 1
  }

  /** `fresh`: a first try to a host that is known to answer, and whose own pace explains no silence. */
  sent(now: number, fresh: boolean): SendWindow | undefined {
    if (this.#control === undefined) return undefined
    this.#allowance.take()
    return this.#control.sent(now, fresh)
  }
}
