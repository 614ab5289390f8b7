import type { Outcome } from '../model/result.ts'
import type { SendWindow } from '../pace/send-window.ts'
import type { TrySent } from '../pace/path.ts'
import type { PendingPort } from './host-lane.ts'
import type { Sent } from './send-order.ts'
import type { Attempt, TryEnd } from './strategy.ts'

/** Who hears of what becomes of a try. */
export interface AttemptWatcher {
  answered(attempt: LiveAttempt): void
  queued(attempt: LiveAttempt, queued: boolean): void
  expired(attempt: LiveAttempt, now: number): void
  dropped(attempt: LiveAttempt): void
  ended(attempt: LiveAttempt, outcome: Outcome): void
  broke(error: unknown): void
}

/** One try under way. What comes after its end concerns nobody. */
export class LiveAttempt implements Attempt, TryEnd, TrySent, Sent {
  readonly port: PendingPort
  readonly number: number
  sentAt: number
  window: SendWindow | undefined
  networkWindow: SendWindow | undefined
  counted = false
  telling = false
  refused = false
  /** Milliseconds to the answer; 0 before it. */
  rtt = 0
  /** `queued`: it waits for a slot. `talking`: the state is known, the conversation goes on. */
  phase: 'waiting' | 'queued' | 'talking' | 'over' = 'waiting'
  /** True once it was told, before its end, that the state is known. */
  talked = false
  before: Sent | undefined
  after: Sent | undefined
  readonly #watcher: AttemptWatcher
  #cancel: (() => void) | undefined
  #controller: AbortController | undefined

  constructor(port: PendingPort, sentAt: number, watcher: AttemptWatcher) {
    this.port = port
    this.number = port.tries
    this.sentAt = sentAt
    this.#watcher = watcher
  }

  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController()
      if (this.phase === 'over') this.#controller.abort()
    }
    return this.#controller.signal
  }

  get stateOnly(): boolean {
    const { decoy, lane } = this.port
    return decoy || lane.record.marks?.includes('all-open') === true
  }

  onCancel(cancel: () => void): void {
    if (this.phase === 'over') cancel()
    else this.#cancel = cancel
  }

  onQueue(queued: boolean): void {
    if (this.phase === (queued ? 'waiting' : 'queued')) this.#watcher.queued(this, queued)
  }

  answered(): void {
    if (this.phase === 'waiting') this.#watcher.answered(this)
  }

  ended(outcome: Outcome): void {
    this.#watcher.ended(this, outcome)
  }

  broke(error: unknown): void {
    this.#watcher.broke(error)
  }

  expire(now: number): void {
    this.#watcher.expired(this, now)
  }

  drop(): void {
    this.#watcher.dropped(this)
  }

  /** Ends the try from our side. */
  cancel(): void {
    const cancel = this.#cancel
    this.#cancel = undefined
    cancel?.()
    this.#controller?.abort()
  }
}
