import type { Endpoint } from '../model/endpoint.ts'
import { addressWords, NOT_DIALLED, type AddressWords } from './dial-records.ts'
import { DialThread, type DialWatcher, type ThreadWork } from './dial-thread.ts'

/** Addresses whose words are kept: most dials go to a host that was dialled just now. */
const KEPT_ADDRESSES = 4_096

const NO_ROOM = { code: NOT_DIALLED, rtt: 0, local: true, atBind: false }

/** Threads that dial for this one, which keeps the pace: each dial goes to the one with the least to do. */
export class DialThreads {
  readonly #threads: readonly DialThread[]
  readonly #words = new Map<string, AddressWords | undefined>()

  private constructor(threads: readonly DialThread[]) {
    this.#threads = threads
  }

  /**
   * Resolves when all of them can dial. Rejects with the reason when one cannot be, and none is left then.
   * `capacity`: dials under way at once, at most, in each.
   */
  static async start(work: ThreadWork, count: number, capacity: number): Promise<DialThreads> {
    const threads: DialThread[] = []
    try {
      while (threads.length < count) threads.push(new DialThread(work, powerOfTwo(capacity)))
      await Promise.all(threads.map(({ ready }) => ready))
    } catch (error) {
      await Promise.all(threads.map((thread) => thread.stop()))
      throw error
    }
    return new DialThreads(threads)
  }

  /** False once a thread has ended by itself. */
  get whole(): boolean {
    return this.#threads.every(({ alive }) => alive)
  }

  /** Whether these threads can dial such an address: not one with a zone. */
  takes({ address }: Endpoint): boolean {
    return this.#wordsOf(address) !== undefined
  }

  /** Dials, for the how-manieth time. Gives what it can be cancelled by until it has ended; -1 where there is no room. */
  dial(endpoint: Endpoint, watcher: DialWatcher, attempt?: number): number {
    const words = this.#wordsOf(endpoint.address)!
    const thread = this.#idlest()
    const id = this.#threads[thread]!.dial(endpoint, words, watcher, attempt)
    if (id >= 0) return id * this.#threads.length + thread
    queueMicrotask(() => watcher.ended(NO_ROOM))
    return -1
  }

  /** Asks for the end of a dial, which is told as every end is. */
  cancel(dial: number): void {
    const count = this.#threads.length
    this.#threads[dial % count]!.cancel(Math.floor(dial / count))
  }

  /** Whether all of them have got on within so many milliseconds. */
  getOn(within: number): boolean {
    return this.#threads.filter((thread) => !thread.getsOn(within)).length === 0
  }

  async stop(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.stop()))
  }

  #idlest(): number {
    let idlest = 0
    for (let one = 1; one < this.#threads.length; one++) {
      if (this.#threads[one]!.underWay < this.#threads[idlest]!.underWay) idlest = one
    }
    return idlest
  }

  #wordsOf(address: string): AddressWords | undefined {
    if (this.#words.has(address)) return this.#words.get(address)
    if (this.#words.size === KEPT_ADDRESSES) this.#words.clear()
    const words = addressWords(address)
    this.#words.set(address, words)
    return words
  }
}

function powerOfTwo(least: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(2, least)))
}
