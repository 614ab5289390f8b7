import type { Puller } from '../flow/pull.ts'
import type { Block } from '../model/block.ts'
import type { Endpoint } from '../model/endpoint.ts'
import type { Notice } from '../model/event.ts'
import { blockOf } from './loose-endpoints.ts'

type Item = Block | Endpoint | Notice

/** Endpoints read ahead where they come one by one. */
const LOOSE_AHEAD = 128

/** Reads the source ahead, as little as it can: a block stands for up to millions of endpoints. */
export class Supply {
  readonly #source: Puller<Item>
  readonly #arrived: () => void
  #unread: readonly Item[] = []
  #at = 0
  #reading = false
  #ended = false
  #failure: { readonly error: unknown } | undefined

  /** `arrived` is called when the source has answered later. */
  constructor(source: Puller<Item>, arrived: () => void) {
    this.#source = source
    this.#arrived = arrived
  }

  /** True once the source has ended, well or by an error, and everything was given out. */
  get ended(): boolean {
    return this.#ended && this.#at >= this.#unread.length
  }

  /** The next block or notice; `undefined` when it is not there yet, or at the end. */
  next(): Block | Notice | undefined {
    if (this.#at >= this.#unread.length && !this.#read()) return undefined
    const item = this.#unread[this.#at++]!
    return 'kind' in item ? item : blockOf(this.#looseFrom(item))
  }

  /** Throws what ended the source: what came before is finished first. */
  rethrow(): void {
    if (this.#failure !== undefined) throw this.#failure.error
  }

  close(): Promise<void> {
    return this.#source.close()
  }

  /** Says whether something is there now. */
  #read(): boolean {
    if (this.#ended || this.#reading) return false
    try {
      const loose = this.#unread.length > 0 && this.#unread.every(isEndpoint)
      const batch = this.#source.pull(loose ? LOOSE_AHEAD : 1)
      if (!(batch instanceof Promise)) return this.#accept(batch)
      this.#reading = true
      batch.then((later) => this.#arrive(later), this.#failLater)
    } catch (error) {
      this.#fail(error)
    }
    return false
  }

  #arrive(batch: readonly Item[]): void {
    this.#reading = false
    this.#accept(batch)
    this.#arrived()
  }

  #fail(error: unknown): void {
    this.#failure = { error }
    this.#accept([])
  }

  readonly #failLater = (error: unknown): void => {
    this.#fail(error)
    this.#arrive([])
  }

  #accept(batch: readonly Item[]): boolean {
    this.#unread = batch
    this.#at = 0
    this.#ended = batch.length === 0
    return !this.#ended
  }

  /** Endpoints that are there together make one block, so that a host is one host. */
  #looseFrom(first: Endpoint): Endpoint[] {
    const endpoints = [first]
    while (this.#at < this.#unread.length || (endpoints.length < LOOSE_AHEAD && this.#read())) {
      const item = this.#unread[this.#at]!
      if ('kind' in item) break
      endpoints.push(item)
      this.#at++
    }
    return endpoints
  }
}

function isEndpoint(item: Item): boolean {
  return !('kind' in item)
}
