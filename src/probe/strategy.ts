import type { Leave } from '../flow/run-use.ts'
export type { Leave }
import type { Endpoint, Transport } from '../model/endpoint.ts'
import type { Outcome } from '../model/result.ts'

/**
 * How one endpoint is asked. A strategy makes ONE try and says what it saw. When to try, how long to wait and
 * whether to try again is the pacer's business, so every strategy gets congestion control without knowing it.
 */
export interface ProbeStrategy {
  /** For messages: `'tcp-connect'`. */
  readonly name: string
  readonly transport: Transport
  /** False where its tries hold no sockets of their own: the descriptor limit does not bound them. Default true. */
  readonly holdsSockets?: boolean
  /**
   * Called when a run begins to use it, for what it holds beyond a try, such as threads. What it gives is called when
   * that run ends. A run sends nothing before a promise from it is kept, and ends with the reason where it is broken.
   */
  open?(): Leave | Promise<Leave>
  /**
   * Asked every ten milliseconds while tries are under way: whether those who make them elsewhere, in threads, have got on
   * within so many milliseconds. While they have not, no try runs out of time. Nothing where nobody makes them elsewhere.
   */
  getsOn?(within: number): boolean | undefined
  /** Tries that a silent endpoint gets at least, where each asks something else and `retries` allows it. */
  rounds?(endpoint: Endpoint): number
  /** Resolves with what was seen. After a cancel it may settle or not, but nothing stays open. */
  probe(endpoint: Endpoint, attempt: Attempt): Promise<Outcome>
  /**
   * The same without a promise for each try, which is cheaper where very many are under way at once: `told` hears what
   * was seen, once, after this has returned. Where there is none, `probe` is called.
   */
  start?(endpoint: Endpoint, attempt: Attempt, told: TryEnd): void
}

/** Hears how a try ended. */
export interface TryEnd {
  ended(outcome: Outcome): void
  /** The strategy broke its promise to tell what it saw: the scan ends with that error. */
  broke(error: unknown): void
}

/** What a strategy gets for one try; also what it hands to its connector. */
export interface Attempt {
  /** The how-manieth try of this endpoint, from 1. */
  readonly number: number
  /** True where only the state matters: every port of the host seems open, so what is said there means nothing. */
  readonly stateOnly?: boolean
  /** Fires when the try is over: answered elsewhere, timed out, or the scan ended. Made when first read. */
  readonly signal: AbortSignal
  /** Leaves what ends the try at once; the last one given counts. Cheaper than `signal`. */
  onCancel(cancel: () => void): void
  /**
   * The state is known, the conversation goes on: the pacer counts the answer now, and waits for the outcome
   * (which must have the same state) without loading the path's clock.
   */
  answered(): void
}
