import type { Puller } from '../flow/pull.ts'
import type { Block } from '../model/block.ts'
import type { Endpoint } from '../model/endpoint.ts'
import type { Notice } from '../model/event.ts'
import { blockOf } from './loose-endpoints.ts'

type Item = Block | Endpoint | Notice

/** Reads the source ahead, as little as it can: a block stands for up to millions of endpoints. */
export class Supply {
  readonly #source: Puller<Item>
  readonly #arrived: () => void
  readonly #fail: (error: unknown) => void
  #unread: readonly Item[] = []
  #at = 0
  #reading = false
  #ended = false

  /** `arrived` is called when the source has answered later; `fail` when it has thrown. */
  constructor(source: Puller<Item>, arrived: () => void, fail: (error: unknown) => void) {
    this.#source = source
    this.#arrived = arrived
    this.#fail = fail
  }

  /** True once the source has ended and everything was given out. */
  get ended(): boolean {
    return this.#ended && this.#at >= this.#unread.length
  }

  /** The next block or notice; `undefined` when it is not there yet, or at the end. */
  next(): Block | Notice | undefined {
    if (this.#at >= this.#unread.length && !this.#read()) return undefined
    const item = this.#unread[this.#at++]!
    return 'kind' in item ? item : blockOf(this.#looseFrom(item))
  }

  close(): Promise<void> {
    return this.#source.close()
  }

  /** Says whether something is there now. */
  #read(): boolean {
    if (this.#ended || this.#reading) return false
    const batch = this.#source.pull(this.#unread.some(isBlock) ? 1 : 128)
    if (!(batch instanceof Promise)) return this.#accept(batch)
    this.#reading = true
    batch.then((later) => {
      this.#reading = false
      this.#accept(later)
      this.#arrived()
    }, this.#fail)
    return false
  }

  #accept(batch: readonly Item[]): boolean {
    this.#unread = batch
    this.#at = 0
    this.#ended = batch.length === 0
    return !this.#ended
  }

  #looseFrom(first: Endpoint): Endpoint[] {
    const endpoints = [first]
    for (
      let item = this.#unread[this.#at];
      item !== undefined && !('kind' in item);
      item = this.#unread[++this.#at]
    )
      endpoints.push(item)
    return endpoints
  }
}

function isBlock(item: Item): boolean {
  return 'kind' in item && item.kind === 'block'
}
