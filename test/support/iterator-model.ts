import fc from 'fast-check'
import { expect } from 'vitest'
import type { ManualClock } from '../../src/testing/manual-clock.ts'

/** What somebody does with an iterator; nothing is waited for but the clock. */
export type Move =
  | { readonly kind: 'next'; readonly calls: number }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'return' | 'throw' | 'abort' | 'pause' | 'resume' | 'claim' }

const once = (kind: Move['kind'], weight: number) => ({ weight, arbitrary: fc.constant({ kind }) })

/** Any moves in any order, overlapping; `more` are kinds that only a scan knows. */
export function movesWith(...more: readonly ('pause' | 'resume' | 'claim')[]): fc.Arbitrary<Move[]> {
  return fc.array(
    fc.oneof(
      {
        weight: 8,
        arbitrary: fc.record({ kind: fc.constant('next'), calls: fc.integer({ min: 1, max: 12 }) }),
      },
      { weight: 6, arbitrary: fc.record({ kind: fc.constant('wait'), ms: fc.integer({ min: 0, max: 60 }) }) },
      once('return', 1),
      once('throw', 1),
      once('abort', 1),
      ...more.map((kind) => once(kind, 2)),
    ),
    { maxLength: 20 },
  ) as fc.Arbitrary<Move[]>
}

/** What moves other than those of an iterator do. */
export interface Hands {
  readonly clock: ManualClock
  abort(reason: Error): void
  pause?(): void
  resume?(): void
  /** Tries to claim the run once more. */
  claim?(): void
}

export interface Told<T> {
  readonly items: readonly T[]
  /** It was left, or aborted, before its end. */
  readonly left: boolean
}

const THROWN = new Error('thrown by the reader')
const ABORTED = new Error('aborted by the reader')

/**
 * Makes the moves, then reads on to the end unless one of them has left. Answers must come in the order of the calls;
 * what comes after an end is an end; an abort rejects once and with its reason; a throw gives back what was thrown.
 */
export async function play<T>(
  iterator: AsyncIterator<T>,
  moves: readonly Move[],
  hands: Hands,
): Promise<Told<T>> {
  const reader = new Reader(iterator)
  let aborted = false
  for (const move of moves) {
    if (move.kind === 'next') for (let call = 0; call < move.calls; call++) reader.next()
    else if (move.kind === 'wait') await hands.clock.advance(move.ms)
    else if (move.kind === 'return' || move.kind === 'throw') reader.leave(move.kind)
    else if (move.kind === 'abort') {
      hands.abort(ABORTED)
      aborted = true
    } else hands[move.kind]?.()
  }
  hands.resume?.()
  await hands.clock.runUntilIdle(reader.finish())
  reader.check(aborted)
  return { items: reader.items, left: reader.left || aborted }
}

class Reader<T> {
  readonly items: T[] = []
  left = false
  readonly #iterator: AsyncIterator<T>
  readonly #calls: Promise<void>[] = []
  readonly #answered: number[] = []
  readonly #rejections: unknown[] = []
  #over = false
  #itemAfterEnd = false

  constructor(iterator: AsyncIterator<T>) {
    this.#iterator = iterator
  }

  next(): void {
    const call = this.#calls.length
    const answered = (): void => void this.#answered.push(call)
    this.#calls.push(
      this.#iterator.next().then(
        (result) => {
          answered()
          if (result.done === true) this.#over = true
          else {
            this.#itemAfterEnd ||= this.#over
            this.items.push(result.value)
          }
        },
        (error: unknown) => {
          answered()
          this.#over = true
          this.#rejections.push(error)
        },
      ),
    )
  }

  leave(how: 'return' | 'throw'): void {
    this.left = true
    const call = this.#calls.length
    const leaving =
      how === 'return'
        ? this.#iterator.return!().then((end) => expect(end.done).toBe(true))
        : this.#iterator.throw!(THROWN).then(
            () => expect.unreachable('a throw gives back what was thrown'),
            (error: unknown) => expect(error).toBe(THROWN),
          )
    this.#calls.push(leaving.then(() => void this.#answered.push(call)))
  }

  async finish(): Promise<void> {
    await Promise.all(this.#calls)
    while (!this.#over) {
      this.next()
      await this.#calls.at(-1)
    }
    this.next()
    await this.#calls.at(-1)
  }

  check(aborted: boolean): void {
    expect(this.#itemAfterEnd).toBe(false)
    expect(this.#rejections.length).toBeLessThanOrEqual(aborted ? 1 : 0)
    for (const rejection of this.#rejections) expect(rejection).toBe(ABORTED)
    if (aborted && !this.left && this.items.length === 0) expect(this.#rejections).toHaveLength(1)
    // Leaving is not held up by what is under way, nor the other way round; items and ends keep the order of the calls.
    if (!this.left) expect(this.#answered).toEqual([...this.#answered].sort((a, b) => a - b))
  }
}
