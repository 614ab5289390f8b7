import { writeSync } from 'node:fs'
import type { Worker } from 'node:worker_threads'
import type { Endpoint } from '../model/endpoint.ts'
import {
  ANSWER_WORDS,
  AT_BIND,
  CANCEL,
  LOCAL,
  NOT_DIALLED,
  ORDER_WORDS,
  STOP,
  writeDial,
  type AddressWords,
} from './dial-records.ts'
import { RecordRing } from './record-ring.ts'

/** How a dial ended. `code` is 0 where the handshake was done; `rtt` in milliseconds, measured where it was dialled. */
export interface DialEnd {
  readonly code: number
  readonly rtt: number
  /** Our own machine said so, before any packet was sent. */
  readonly local: boolean
  readonly atBind: boolean
}

/** Hears how a dial ended, just once, whatever happens. */
export interface DialWatcher {
  ended(end: DialEnd): void
}

/** What a thread runs: the text of a script, and what that is told at its start. */
export interface ThreadWork {
  readonly script: string
  readonly data?: Readonly<Record<string, unknown>>
}

/** What every script is told at its start, beside the `data` of its work. */
export interface ThreadStart {
  readonly orders: SharedArrayBuffer
  readonly answers: SharedArrayBuffer
}

/**
 * What a script says: that it is ready (with the descriptor that wakes it, where a message would not), that answers
 * are there, or why it can go on no longer. Who has a bell closes it only after a message from here: until then it may
 * still be rung, and its number must not be somebody else's.
 */
export type ThreadMessage = { readonly bell?: number } | 'answers' | { readonly broken: string }

/** Milliseconds in which a thread gets ready; some tens are usual. Whoever waits for one must not wait for ever. */
const LATEST = 20_000
/**
 * Milliseconds in which a thread closes its sockets before it is ended: nearly always a few. One that is ended leaves
 * them open, so on a busy machine it gets its time.
 */
const GRACE = 2_000
/** How often in a row it may not have got on, each ten milliseconds, until it is given up. */
const MOST_STUCK = 2_000
/** What no dial is called. */
const NO_DIAL = -1
/** An eventfd takes eight bytes, a number that it adds up. */
const ONE = new Uint8Array(new BigUint64Array([1n]).buffer)
const LOST: DialEnd = { code: NOT_DIALLED, rtt: 0, local: true, atBind: false }

/** One thread that dials. What is said goes through shared memory; messages only wake the other side. */
export class DialThread {
  /** Resolves when it can dial, rejects with the reason when it never will. */
  readonly ready: Promise<void>
  /** Dials whose end is not known yet. */
  underWay = 0
  readonly #worker: Worker
  readonly #orders: RecordRing
  readonly #answers: RecordRing
  readonly #watchers: (DialWatcher | undefined)[] = []
  readonly #free: number[] = []
  readonly #exited: Promise<void>
  readonly #capacity: number
  #bell: number | undefined
  #over = false
  /** How many orders it was to have taken by now, since when, and how often it had not. */
  #asked = 0
  #askedAt = 0
  #stuck = 0

  /** `capacity`: dials under way at once, at most; a power of two. */
  constructor({ script, data }: ThreadWork, capacity: number) {
    this.#capacity = capacity
    // A dial, its cancel, and the cancel of one that has ended meanwhile.
    const orders = RecordRing.memory(4 * capacity, ORDER_WORDS)
    const answers = RecordRing.memory(capacity, ANSWER_WORDS)
    this.#orders = new RecordRing(orders, ORDER_WORDS)
    this.#answers = new RecordRing(answers, ANSWER_WORDS)
    const start: ThreadStart = { orders, answers }
    // Most scans need no thread, and loading what makes them is a part of every import.
    const threads = process.getBuiltinModule('node:worker_threads')
    this.#worker = new threads.Worker(script, {
      eval: true,
      workerData: { ...data, ...start },
      name: 'portscan-dials',
      // What the application has run before its own code, such as instrumentation, is not for this thread.
      execArgv: [],
    })
    this.ready = new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        reject(new Error(`the thread was not ready after ${LATEST / 1_000} seconds`))
        void this.#worker.terminate()
      }, LATEST)
      this.#worker.on('message', (message: ThreadMessage) => {
        if (message === 'answers') return this.#read()
        if ('broken' in message) {
          reject(new Error(message.broken))
          return this.#dismiss()
        }
        clearTimeout(late)
        this.#bell = message.bell
        // What is under way keeps the process; the thread itself does not.
        this.#worker.unref()
        resolve()
        this.#read()
      })
      this.#worker.once('error', reject)
      this.#worker.once('exit', (code) => {
        clearTimeout(late)
        reject(new Error(`the thread ended with code ${code}`))
      })
    })
    // Whoever waits for nothing is not to be told by the process.
    this.ready.catch(() => {})
    this.#exited = new Promise((resolve) => {
      this.#worker.once('exit', () => {
        this.#lose()
        resolve()
      })
    })
  }

  get alive(): boolean {
    return !this.#over
  }

  /** Starts a dial and gives what it can be cancelled by, or -1 where no more may be under way. */
  dial(endpoint: Endpoint, address: AddressWords, watcher: DialWatcher, attempt?: number): number {
    const at = this.#over || this.underWay === this.#capacity ? -1 : this.#orders.reserve()
    if (at < 0) return -1
    const id = this.#free.pop() ?? this.#watchers.length
    this.#watchers[id] = watcher
    this.underWay++
    writeDial(this.#orders.words, at, id, endpoint, address, attempt)
    this.#send()
    return id
  }

  /** Asks for the end of a dial, which is told as every end is. */
  cancel(id: number): void {
    if (!this.#over) this.#order(id, CANCEL)
  }

  /**
   * Whether it has got on since this was last asked, or within so many milliseconds: it has taken what it had been told
   * by then. Where it got no processor, answers lie unread and dials are not even begun. One that never gets on is ended.
   */
  getsOn(within: number): boolean {
    const orders = this.#orders
    if (this.#over || this.underWay === 0) return true
    const now = performance.now()
    if (!orders.hasRead(this.#asked)) {
      if (++this.#stuck === MOST_STUCK) void this.#worker.terminate()
      return now - this.#askedAt < within
    }
    // Else there might be nothing to take until the next time.
    if (orders.hasRead(orders.written)) this.#order(NO_DIAL, CANCEL)
    this.#asked = orders.written
    this.#askedAt = now
    this.#stuck = 0
    return true
  }

  /** Ends the thread: its sockets close, and every dial has an end. */
  async stop(): Promise<void> {
    if (!this.#over) {
      this.#order(0, STOP)
      this.#dismiss()
    }
    const late = setTimeout(() => void this.#worker.terminate(), GRACE)
    await this.#exited
    clearTimeout(late)
  }

  /** Nothing is asked of it any more, and its bell is not rung. */
  #dismiss(): void {
    if (this.#over) return
    this.#over = true
    this.#worker.postMessage(0)
  }

  #order(id: number, kind: number): void {
    const at = this.#orders.reserve()
    if (at < 0) return
    this.#orders.words[at] = id
    this.#orders.words[at + 1] = kind
    this.#send()
  }

  #send(): void {
    if (!this.#orders.commit()) return
    if (this.#bell === undefined) this.#worker.postMessage(0)
    else writeSync(this.#bell, ONE)
  }

  #read(): void {
    const { words } = this.#answers
    do {
      for (let at = this.#answers.peek(); at >= 0; at = this.#answers.peek()) {
        const id = words[at]!
        const flags = words[at + 3]!
        const end: DialEnd = {
          code: words[at + 1]!,
          rtt: words[at + 2]! / 1_000,
          local: (flags & LOCAL) !== 0,
          atBind: (flags & AT_BIND) !== 0,
        }
        this.#answers.release()
        this.#end(id, end)
      }
    } while (!this.#answers.fallAsleep())
  }

  #end(id: number, end: DialEnd): void {
    const watcher = this.#watchers[id]
    if (watcher === undefined) return
    this.#watchers[id] = undefined
    this.#free.push(id)
    this.underWay--
    watcher.ended(end)
  }

  /** The thread is gone: what it was asked has no answer. */
  #lose(): void {
    this.#over = true
    this.#read()
    this.#watchers.forEach((_, id) => this.#end(id, LOST))
  }
}
