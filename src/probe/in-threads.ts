import type { Endpoint } from '../model/endpoint.ts'
import type { Leave } from '../flow/run-use.ts'
import type { ThreadWork } from '../threads/dial-thread.ts'
import { DialThreads } from '../threads/dial-threads.ts'
import { startingBy, startTry } from './start-try.ts'
import type { ProbeStrategy } from './strategy.ts'
import { threadConnect } from './thread-connect.ts'

/** Who dials for `inThreads`, and who until they can. */
export interface InThreadsOptions {
  /**
   * What each thread runs: the first of these that can be had and started. Where none can, `here` dials it all; with
   * `required` the scan ends with the reason instead.
   */
  readonly works: readonly (() => ThreadWork | Promise<ThreadWork>)[]
  readonly required?: boolean
  readonly threads: number
  /** Dials under way at once, at most. */
  readonly capacity: number
  /** Dials before threads are made: for fewer they cost more than they bring. 0 where threads are required. */
  readonly after: number
  /** Dials in this thread: until the others are ready, to addresses that they do not take, and when one is broken. */
  readonly here: ProbeStrategy
  /** Holds what the threads dial to policy and rate. Default: nothing does. */
  readonly guard?: (strategy: ProbeStrategy) => ProbeStrategy
  /** Told when threads dial: the how-manieth of `works` they run. */
  readonly started?: (work: number) => void
  /** Told when one of them has broken, before `here` is asked what it had under way, and all the rest. */
  readonly broken?: () => void
}

/**
 * Other threads do the dialling: a connect is nearly all system time, which two cores can share. What is asked when, how
 * long to wait and what silence means stays with the one pacer of the run, so the results are those of one thread.
 */
export function inThreads(options: InThreadsOptions): ProbeStrategy {
  const { here } = options
  const crew = new Crew(options)
  const who = (endpoint: Endpoint): ProbeStrategy => {
    const hands = crew.hands()
    return hands?.threads.takes(endpoint) === true ? hands.strategy : here
  }
  return startingBy((endpoint, attempt, told) => startTry(who(endpoint), endpoint, attempt, told), {
    name: here.name,
    transport: 'tcp',
    open: () => crew.join(),
    getsOn: (within) => crew.getsOn(within),
  })
}

interface Hands {
  readonly threads: DialThreads
  readonly strategy: ProbeStrategy
}

/** The threads of a strategy: made when enough is dialled, ended when no run uses them any more. */
class Crew {
  readonly #options: InThreadsOptions
  #runs = 0
  #dials = 0
  #starting: Promise<void> | undefined
  #hands: Hands | undefined
  #broken = false

  constructor(options: InThreadsOptions) {
    this.#options = options
  }

  /** One more run uses them, until what this gives is called. Only where threads are required it waits for them. */
  join(): Leave | Promise<Leave> {
    this.#runs++
    let joined = true
    const leave = async (): Promise<void> => {
      if (!joined) return
      joined = false
      if (--this.#runs === 0) await this.#end()
    }
    if (this.#options.after === 0) this.#starting ??= this.#start()
    if (this.#options.required !== true) return leave
    return this.#starting!.then(
      () => leave,
      async (error: unknown) => {
        await leave()
        throw error
      },
    )
  }

  /** Those that can dial now. */
  hands(): Hands | undefined {
    const hands = this.#hands
    if (hands !== undefined) {
      if (this.#isWhole(hands.threads)) return hands
    } else if (this.#starting === undefined && this.#runs > 0 && ++this.#dials > this.#options.after) {
      this.#starting = this.#start()
    }
    return undefined
  }

  /** Tells the first time that they are not. */
  #isWhole(threads: DialThreads): boolean {
    if (!threads.whole && !this.#broken) {
      this.#broken = true
      this.#options.broken?.()
    }
    return !this.#broken
  }

  /** Nothing where there are none. */
  getsOn(within: number): boolean | undefined {
    return this.#hands?.threads.getOn(within)
  }

  async #start(): Promise<void> {
    const { works, required, threads: count, capacity, here, guard, started } = this.#options
    let reason: unknown
    for (const [index, work] of works.entries()) {
      try {
        const threads = await DialThreads.start(await work(), count, capacity)
        if (this.#runs === 0) {
          this.#starting = undefined
          return await threads.stop()
        }
        const instead = startingBy((...tried) => {
          this.#isWhole(threads)
          startTry(here, ...tried)
        }, here)
        const strategy = threadConnect(threads, instead)
        this.#hands = { threads, strategy: guard?.(strategy) ?? strategy }
        started?.(index)
        return
      } catch (error) {
        reason ??= error
      }
    }
    if (required === true) throw reason
  }

  async #end(): Promise<void> {
    // Those that are only being made are ended when they are, as no run uses them.
    await this.#starting?.catch(() => {})
    if (this.#runs > 0) return
    const hands = this.#hands
    this.#hands = this.#starting = undefined
    this.#broken = false
    this.#dials = 0
    await hands?.threads.stop()
  }
}
