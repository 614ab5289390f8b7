import type { OpenQuestion } from './case-notes.ts'
import type { EndpointRecord } from './endpoint-record.ts'
import type { Line } from './line.ts'
import type { Question } from './plan-state.ts'

/** A question that is being asked. */
export interface Attempt {
  readonly line: Line
  /** TLS may lead to another one than was meant to be asked. */
  question: Question
  asked: OpenQuestion
  /** Its answer is waited for before less likely questions are asked. */
  readonly opening: boolean
  /** Milliseconds that it keeps its connection, whoever would like to have it. */
  readonly keep: number
  /** When it was asked, by the peer's time. */
  readonly at: number
  /** Nothing came for longer than an answer should take; it may still come, but nobody holds back for it. */
  quiet: boolean
}

/** Milliseconds between two that make room, beside the round trips. */
const PACE = 20

/**
 * The questions that are being asked of one endpoint. Those that only wait for a slow answer make room for new ones: the
 * oldest first and one by one, so that a server that serves one connection at a time comes to each of them.
 */
export class Attempts {
  readonly #record: EndpointRecord
  readonly #atOnce: number
  readonly #all = new Set<Attempt>()
  #leftAt = -Infinity

  constructor(record: EndpointRecord, atOnce: number) {
    this.#record = record
    this.#atOnce = atOnce
  }

  get all(): readonly Attempt[] {
    return [...this.#all]
  }

  /** Nobody has been quiet for long enough to go on without its answer: of the opening, or of all. */
  inFirstSilence(onlyOpening = false): boolean {
    return this.all.some(({ quiet, opening }) => !quiet && (opening || !onlyOpening))
  }

  add(attempt: Attempt): void {
    this.#all.add(attempt)
  }

  /** Whether it was still being asked. */
  delete(attempt: Attempt): boolean {
    return this.#all.delete(attempt)
  }

  /** How many questions can be asked now. */
  get room(): number {
    const free = this.#atOnce - this.#all.size
    return free > 0 ? free : this.#leaving() === undefined || this.#pause > 0 ? 0 : 1
  }

  /** Milliseconds until there may be room for one more; `undefined`: not before something is heard. */
  get roomIn(): number | undefined {
    if (this.#leaving() !== undefined) return this.#pause
    const quiet = this.all.filter((attempt) => attempt.quiet)
    const first = Math.min(...quiet.map(({ at, keep }) => at + keep))
    return first < Infinity ? Math.max(0, first - this.#record.peerTime.elapsed) : undefined
  }

  /** Gives up on one, where that is needed for one more. */
  makeRoom(): void {
    const leaving = this.#all.size < this.#atOnce ? undefined : this.#leaving()
    if (leaving === undefined) return
    this.#leftAt = this.#record.peerTime.elapsed
    this.giveUp(leaving)
  }

  giveUp(attempt: Attempt): void {
    this.#all.delete(attempt)
    attempt.line.end()
  }

  giveUpAll(): void {
    for (const attempt of this.all) this.giveUp(attempt)
  }

  get #pause(): number {
    const { rtt, silence, peerTime } = this.#record
    const pace = Math.min(PACE + 2 * rtt, silence / this.#atOnce)
    return Math.max(0, this.#leftAt + pace - peerTime.elapsed)
  }

  #leaving(): Attempt | undefined {
    const { elapsed } = this.#record.peerTime
    return this.all.find(({ quiet, at, keep }) => quiet && at + keep <= elapsed)
  }
}
