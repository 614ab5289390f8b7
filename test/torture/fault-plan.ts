/** What a scan calls in the world around it. */
export const CALLS = ['connect', 'lookup', 'reverse', 'write', 'read', 'timer', 'turn', 'next'] as const
export type Call = (typeof CALLS)[number] | 'sink'

/**
 * `fails`: refused as such calls are. `breaks`: rejected with a foreign error. `throws`: at once, before there is a
 * promise. `hangs`: no answer, whatever is said to it. `twice`: answered two times. `late`: the scan is aborted while
 * it is under way, and the answer comes afterwards. `aborts`: the call itself aborts the scan, and is answered.
 */
export const FAULTS = ['fails', 'breaks', 'throws', 'hangs', 'twice', 'late', 'aborts'] as const
export type Fault = (typeof FAULTS)[number]

/** One fault at one call of its kind, counted from 0. */
export interface PlannedFault {
  readonly call: Call
  readonly at: number
  readonly fault: Fault
}

export const INJECTED = new Error('an injected fault')

/** Counts the calls of a run, and says which one goes wrong. */
export class FaultPlan {
  readonly counts = new Map<Call, number>()
  /** Aborts the scan. */
  abort: () => void = () => {}
  /** Whether the fault has come about. */
  struck = false
  readonly #planned: PlannedFault | undefined
  #held: (() => void)[] = []

  constructor(planned?: PlannedFault) {
    this.#planned = planned
  }

  /** Counts one call; says what goes wrong with it, if anything does. `throws` is thrown here. */
  strike(call: Call): Fault | undefined {
    const at = this.counts.get(call) ?? 0
    this.counts.set(call, at + 1)
    if (this.#planned?.call !== call || this.#planned.at !== at) return undefined
    this.struck = true
    if (this.#planned.fault === 'throws') throw INJECTED
    if (this.#planned.fault === 'aborts') this.abort()
    return this.#planned.fault
  }

  /** Keeps an answer back until `release()`, and has the scan aborted. */
  hold<T>(answer: () => T | Promise<T>): Promise<T> {
    const held = new Promise<T>((resolve) => this.#held.push(() => resolve(answer())))
    queueMicrotask(() => this.abort())
    return held
  }

  /** Gives the answers that were kept back. */
  release(): void {
    for (const answer of this.#held.splice(0)) answer()
  }
}

/** A promise as strangers make them: it answers two times. */
export function answeredTwice<T>(promise: Promise<T>): Promise<T> {
  const twice = {
    then: (ok?: (value: T) => unknown, bad?: (error: unknown) => unknown) =>
      promise.then(
        (value) => {
          ok?.(value)
          return ok?.(value)
        },
        (error: unknown) => {
          bad?.(error)
          return bad?.(error)
        },
      ),
    catch: (bad: (error: unknown) => unknown) => promise.catch(bad),
    finally: (last: () => void) => promise.finally(last),
  }
  return twice as unknown as Promise<T>
}

/** No answer, ever. */
export function silence<T>(): Promise<T> {
  return new Promise(() => {})
}
