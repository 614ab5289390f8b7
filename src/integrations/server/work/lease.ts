import type { ShardClaim, ShardStore } from '../store/store.ts'

/** Why a shard is no longer ours. */
export type LeaseEnd = 'lost' | 'cancelled'

export interface LeaseOptions {
  /** Milliseconds from the last sign of life until somebody else may take the shard. Renewed three times as often. */
  readonly leaseMs: number
  /** Ends what is done under the lease too. */
  readonly closing: AbortSignal
  readonly onError: (error: unknown) => void
}

/**
 * Keeps a shard ours for as long as this runs. That the store cannot be reached ends nothing: nobody else can take the
 * shard then, and whoever took it before is found when the results are written.
 */
export class Lease {
  readonly #store: Pick<ShardStore, 'renew'>
  readonly #claim: ShardClaim
  readonly #options: LeaseOptions
  readonly #ended = new AbortController()
  readonly #onClosing = (): void => this.#ended.abort(this.#options.closing.reason)
  #timer: NodeJS.Timeout | undefined
  #stopped = false
  #end: LeaseEnd | undefined

  constructor(store: Pick<ShardStore, 'renew'>, claim: ShardClaim, options: LeaseOptions) {
    this.#store = store
    this.#claim = claim
    this.#options = options
    options.closing.addEventListener('abort', this.#onClosing)
    if (options.closing.aborted) this.#onClosing()
    this.#wait()
  }

  /** Aborted when the shard is no longer ours, or has to be given back. */
  get signal(): AbortSignal {
    return this.#ended.signal
  }

  /** Set when it is no longer ours. */
  get end(): LeaseEnd | undefined {
    return this.#end
  }

  stop(): void {
    this.#stopped = true
    clearTimeout(this.#timer)
    this.#options.closing.removeEventListener('abort', this.#onClosing)
  }

  #wait(): void {
    this.#timer = setTimeout(() => void this.#renew(), this.#options.leaseMs / 3)
  }

  async #renew(): Promise<void> {
    try {
      const answer = await this.#store.renew(this.#claim, this.#options.leaseMs)
      if (answer !== 'held' && !this.#stopped) {
        this.#end = answer
        this.stop()
        this.#ended.abort(new Error(`the shard is ${answer}`))
      }
    } catch (error) {
      this.#options.onError(error)
    }
    if (!this.#stopped) this.#wait()
  }
}
