/**
 * The tries that a scan may have in flight, and each network's share of them: where nothing answers a try holds its
 * slot until it times out, and those that answer must not wait for that.
 */
export class Slots {
  /** Tries in flight, and how many there may be. */
  inFlight = 0
  window: number
  /** Networks that are being scanned. */
  networks = 0

  constructor(window: number) {
    this.window = window
  }

  get areFree(): boolean {
    return this.inFlight < this.window
  }

  /** While a quarter is free everybody takes what he can use. */
  get areShort(): boolean {
    return this.inFlight * 4 >= this.window * 3
  }

  /** What one network may hold while slots are short. */
  get share(): number {
    return Math.ceil(this.window / Math.max(1, this.networks))
  }
}
