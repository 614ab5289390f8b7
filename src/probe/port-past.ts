import type { PastTries, TrySent } from '../pace/path.ts'

/** What is remembered of a port between its tries. Most ports are answered at once and have none of it. */
export class PortPast implements PastTries {
  /** Tries that a limiter swallowed, and the last silent one. */
  excused = 0
  silent: TrySent | undefined
  /** By datagram: see `PastTries`. */
  rounds = 0
  slowTries = 0
  /** Time-outs that were no evidence, because the event loop had stood still. */
  excuses = 0
  /** Times that it met itself: these do not count as tries. */
  selfConnects = 0
  /** Verdicts on it that were thrown away, because the network had failed meanwhile. */
  doubts = 0
  /** With a canary: when its first try that counts went out. */
  firstTryAt = -Infinity

  /** The port is asked as if it never had been. */
  startAnew(): void {
    this.excused = this.excuses = this.rounds = this.slowTries = 0
    this.silent = undefined
  }
}
