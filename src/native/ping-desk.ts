import { constants } from 'node:os'
import { systemClock, type Clock } from '../model/clock.ts'

const { EAGAIN, EINTR, ENOBUFS } = constants.errno

/** What is sent to find out whether one host is there. */
export interface PingQuestion {
  /** Nobody else's, or anybody's who asks of the same host: an answer that has it is theirs. */
  readonly key: string
  /** Sends it, for the how-manieth time from 0: 0, or the error number where nothing was sent. */
  send(attempt: number): number
}

export interface PingAnswer {
  readonly key: string
  /** Which time it answers, where it tells. */
  readonly attempt?: number
  readonly mac?: string
}

/** Where answers come in. */
export interface PingWire {
  /** Reads what has come, as much as may be read at a time, and tells of each answer. */
  read(hear: (answer: PingAnswer) => void): void
}

/** How it ended. `unsent`: this machine could not ask, or may not, or nobody wants to know any more. */
export type PingEnd = 'silent' | 'unsent' | { readonly mac?: string; readonly rtt?: number }

export interface PingTries {
  /** Milliseconds after which it is asked again, and waited for the last time. */
  readonly timeout: number
  readonly tries: number
  /** Waited for before each packet; false where it must not be sent. */
  turn(): Promise<boolean>
  readonly signal: AbortSignal
  /** The same for all who ask at a time. */
  readonly clock: Clock
}

interface Waiter {
  readonly sentAt: number[]
  answer: { readonly mac?: string; readonly rtt?: number } | undefined
  wake: () => void
}

/** Milliseconds between two looks: often where something was sent just now. */
const [OFTEN, SELDOM] = [1, 8]
/** The part of the time since something was sent that passes between two looks. */
const PART = 8
/** Packets sent in one go between two looks: a send takes as long as a round trip of the own network. */
const BURST = 8

/**
 * Asks, waits and asks again, for many hosts at a time. Nobody else waits for answers: while somebody does, what has
 * come is looked at by a timer, which costs a call of the system's each time. An answer counts whichever question it is
 * to, until the last has been waited for.
 */
export class PingDesk {
  readonly #wire: PingWire
  #clock: Clock = systemClock
  readonly #waiters = new Map<string, Set<Waiter>>()
  #sentAt = -Infinity
  #unseen = 0
  #callOff: (() => void) | undefined

  constructor(wire: PingWire) {
    this.#wire = wire
  }

  async ask(question: PingQuestion, { timeout, tries, turn, signal, clock }: PingTries): Promise<PingEnd> {
    this.#clock = clock
    const waiter: Waiter = { sentAt: [], answer: undefined, wake: () => {} }
    this.#add(question.key, waiter)
    try {
      for (let attempt = 0; attempt < tries; attempt++) {
        if (!(await turn()) || signal.aborted) return waiter.answer ?? 'unsent'
        if (waiter.answer !== undefined) break
        const failure = this.#send(question, attempt, waiter)
        if (failure !== 0 && !mayPass(failure) && waiter.sentAt.length === 0) return 'unsent'
        await this.#answered(waiter, timeout, signal)
        if (waiter.answer !== undefined) break
        if (signal.aborted) return 'unsent'
      }
      return waiter.answer ?? (waiter.sentAt.length > 0 ? 'silent' : 'unsent')
    } finally {
      this.#remove(question.key, waiter)
    }
  }

  #send(question: PingQuestion, attempt: number, waiter: Waiter): number {
    const now = this.#clock.now()
    const failure = question.send(attempt)
    if (failure !== 0) return failure
    waiter.sentAt[attempt] = now
    this.#sentAt = now
    if (++this.#unseen >= BURST) this.#look()
    this.#lookSoon(true)
    return 0
  }

  /** Until there is an answer, the time is over, or the signal fires. */
  #answered(waiter: Waiter, timeout: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        callOff()
        signal.removeEventListener('abort', done)
        waiter.wake = () => {}
        resolve()
      }
      const late = (): void => {
        // What came while nobody could look, because the process was busy, is no silence.
        this.#look()
        done()
      }
      const callOff = this.#clock.after(timeout, late)
      waiter.wake = done
      signal.addEventListener('abort', done)
      if (signal.aborted || waiter.answer !== undefined) done()
    })
  }

  #lookSoon(sent = false): void {
    if (sent) this.#callOff?.()
    else if (this.#callOff !== undefined) return
    const pause = Math.max(OFTEN, Math.min(SELDOM, (this.#clock.now() - this.#sentAt) / PART))
    this.#callOff = this.#clock.after(pause, () => {
      this.#callOff = undefined
      this.#look()
      if (this.#waiters.size > 0) this.#lookSoon()
    })
  }

  #look(): void {
    this.#unseen = 0
    const now = this.#clock.now()
    this.#wire.read(({ key, attempt, mac }) => {
      for (const waiter of this.#waiters.get(key) ?? []) {
        const { sentAt } = waiter
        if (waiter.answer !== undefined || sentAt.length === 0) continue
        // Of several questions nobody knows which one is answered (RFC 6298, section 3: Karn's algorithm).
        const at = attempt !== undefined ? sentAt[attempt] : sentAt.length === 1 ? sentAt[0] : undefined
        waiter.answer = {
          ...(mac !== undefined && { mac }),
          ...(at !== undefined && { rtt: now - at }),
        }
        waiter.wake()
      }
    })
  }

  #add(key: string, waiter: Waiter): void {
    const others = this.#waiters.get(key)
    if (others === undefined) this.#waiters.set(key, new Set([waiter]))
    else others.add(waiter)
  }

  #remove(key: string, waiter: Waiter): void {
    const all = this.#waiters.get(key)
    all?.delete(waiter)
    if (all?.size === 0) this.#waiters.delete(key)
    if (this.#waiters.size > 0) return
    this.#callOff?.()
    this.#callOff = undefined
  }
}

/** Full queues: the next try may go through. */
function mayPass(failure: number): boolean {
  return failure === EAGAIN || failure === EINTR || failure === ENOBUFS
}
