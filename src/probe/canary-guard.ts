import type { Warning } from '../model/event.ts'
import { ScanError } from '../model/errors.ts'
import type { Outcome } from '../model/result.ts'
import type { Canary } from './canary.ts'
import type { HeldResult } from './held-result.ts'
import type { PendingPort } from './host-lane.ts'
import { outOfResources, PATIENCE } from './out-of-resources.ts'
import type { ProbeSettings } from './probe-settings.ts'

/** Milliseconds between two looks at the canary; where silence waits for it, or it failed; where nothing else is left. */
const INTERVAL = 10_000
const OFTEN = 1_000
const SOON = 250
/** Tries before it counts as failed. */
const TRIES = 2
/** Verdicts on one port that may be thrown away: then the last one goes out, marked. */
const DOUBTS = 2

/** What the guard needs of the run. */
export interface CanaryDesk {
  readonly settings: ProbeSettings
  warn(warning: Warning): void
  /** Hands on what was held back. */
  release(result: HeldResult): void
  /** Asks a port again from the start. */
  askAgain(port: PendingPort): void
  /** Marks the hosts that got a verdict since then. */
  suspect(since: number): void
  /** Ends the scan. */
  fail(error: unknown): void
  /** Sending may go on. */
  changed(): void
}

/**
 * Watches a port that is known to be open. What was found silent waits for the next good look, so that a firewall of
 * our own, a full connection table or a cable that is out makes no filtered ports: they are asked again.
 */
export class CanaryGuard {
  readonly #desk: CanaryDesk
  readonly #canary: Canary
  readonly #closed = new AbortController()
  #state: 'unknown' | 'good' | 'failed' = 'unknown'
  #asking = false
  #askedAt = -Infinity
  /** Since when our own machine cannot ask it. */
  #unableSince: number | undefined
  /** When the last good look began. */
  #goodAt = -Infinity
  /** When it was last back after it had failed: what was tried before may have been lost on our own side. */
  #backAt = -Infinity
  /** Whether a try was silent since the last look began. */
  #silence = false
  #held: (HeldResult & { readonly at: number })[] = []

  constructor(canary: Canary, desk: CanaryDesk) {
    this.#canary = canary
    this.#desk = desk
  }

  /** Whether ports may be asked now. */
  get good(): boolean {
    return this.#state === 'good'
  }

  /** Whether time must go on though nothing else is under way. */
  get waits(): boolean {
    return !this.good || this.#held.length > 0
  }

  goodSince(time: number): boolean {
    return this.good && this.#goodAt >= time
  }

  /** A try was not answered: it is time to look. */
  noteSilence(): void {
    this.#silence = true
  }

  /** True when the result waits for the canary, or is asked for anew. */
  holds(result: HeldResult): boolean {
    const { verdict } = result
    const silent = verdict.reason === 'no-response'
    if (!silent && (this.#state !== 'failed' || verdict.state === 'open')) return false
    if (silent && result.port.past.firstTryAt < this.#backAt) this.#doubt(result)
    else this.#held.push({ ...result, at: this.#desk.settings.clock.now() })
    return true
  }

  beat(now: number): void {
    if (this.#asking || this.#closed.signal.aborted || now - this.#askedAt < this.#wait) return
    this.#asking = true
    this.#askedAt = now
    this.#silence = false
    this.#look(now).catch((error: unknown) => {
      if (!this.#closed.signal.aborted) this.#desk.fail(error)
    })
  }

  close(): void {
    this.#closed.abort()
  }

  get #wait(): number {
    if (this.#state !== 'good') return OFTEN
    if (this.#held.length === 0) return this.#silence ? OFTEN : INTERVAL
    const { counts, window } = this.#desk.settings
    return counts.inFlight === 0 || this.#held.length >= window >> 1 ? SOON : OFTEN
  }

  async #look(now: number): Promise<void> {
    let outcome = await this.#canary.ask(this.#closed.signal)
    for (let tries = 1; tries < TRIES && outcome.state !== 'open'; tries++) {
      outcome = await this.#canary.ask(this.#closed.signal)
    }
    this.#asking = false
    if (this.#closed.signal.aborted) return
    if (outcome.state === 'open') this.#passed(now)
    else if (this.#state === 'unknown') this.#notSeen(outcome, now)
    // What our own machine could not send says nothing of the way.
    else if (outcome.state !== 'none' && this.#state === 'good') this.#failed()
    this.#desk.changed()
  }

  /** It was not open at the start. What was lacking on our own side may come back. */
  #notSeen(outcome: Outcome, now: number): void {
    const { target } = this.#canary
    const passing = outcome.reason === 'local-resource' || outcome.reason === 'local-network'
    if (!passing) throw notOpen(target, outcome)
    this.#unableSince ??= now
    if (now - this.#unableSince >= PATIENCE) throw outOfResources(outcome.errorCode)
  }

  #passed(startedAt: number): void {
    const failed = this.#state === 'failed'
    const held = this.#held
    this.#state = 'good'
    this.#goodAt = startedAt
    if (failed) this.#backAt = this.#desk.settings.clock.now()
    this.#held = failed ? [] : held.filter(({ at }) => at > startedAt)
    for (const result of held) {
      if (failed) this.#doubt(result)
      else if (result.at <= startedAt) this.#desk.release(result)
    }
  }

  #failed(): void {
    this.#state = 'failed'
    this.#desk.suspect(this.#goodAt)
    this.#desk.warn({
      kind: 'warning',
      code: 'canary-failed',
      message:
        `the canary ${this.#canary.target} does not answer any more: sending rests until it does, and ports that ` +
        'were silent since it last did are asked again; look at the cable, the firewall and the connection table of this machine',
    })
  }

  #doubt(result: HeldResult): void {
    const { port } = result
    const { skipped, stopped } = port.lane.record
    if (port.past.doubts++ < DOUBTS && skipped === undefined && !stopped) this.#desk.askAgain(port)
    else {
      port.suspect = true
      this.#desk.release(result)
    }
  }
}

function notOpen(target: string, { state, reason, errorCode }: Outcome): ScanError {
  const found = [state === 'none' ? 'nothing' : state, reason, errorCode].filter(Boolean).join(', ')
  return new ScanError(
    'ERR_OPTION',
    `option 'canary': expected a port that is open before the scan begins, but ${target} is not: ${found}`,
    { input: 'canary' },
  )
}
