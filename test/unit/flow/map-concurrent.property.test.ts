import fc from 'fast-check'
import { expect, test } from 'vitest'
import { flow } from '../../../src/flow/flow.ts'
import { mapConcurrent, type Work } from '../../../src/flow/map-concurrent.ts'
import { PULL, type AnyIterable, type Pull } from '../../../src/flow/pull.ts'
import { rest } from '../../support/iterables.ts'

/** What the work on one item does. */
interface Task {
  readonly how: 'now' | 'promise' | 'later'
  /** Turns of the event loop that `later` takes. */
  readonly turns: number
  /** How many results it has; −1 is an error. */
  readonly results: number
}

interface Plan {
  readonly tasks: readonly Task[]
  readonly concurrency: number
  readonly window: number
  readonly ordered: boolean
  readonly source: 'at-once' | 'generator' | 'batches'
  readonly sourceThrows: boolean
  readonly moves: readonly Move[]
}

/** What the reader does next. Several calls in one move are made without waiting for answers. */
type Move =
  | { readonly kind: 'next'; readonly calls: number }
  | { readonly kind: 'pull'; readonly max: number }
  | { readonly kind: 'rest'; readonly turns: number }
  | { readonly kind: 'leave'; readonly how: 'return' | 'throw'; readonly pending: number }

const tasks = fc.array(
  fc.record({
    how: fc.constantFrom('now', 'promise', 'later'),
    turns: fc.nat(3),
    results: fc.oneof({ weight: 30, arbitrary: fc.nat(3) }, { weight: 1, arbitrary: fc.constant(-1) }),
  }),
  { maxLength: 40 },
)
const moves = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('next'), calls: fc.integer({ min: 1, max: 5 }) }) },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('pull'), max: fc.integer({ min: 1, max: 9 }) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('rest'), turns: fc.nat(3) }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('leave'),
        how: fc.constantFrom('return', 'throw'),
        pending: fc.nat(3),
      }),
    },
  ),
  { maxLength: 25 },
)
const plans = fc.record({
  tasks,
  concurrency: fc.integer({ min: 1, max: 6 }),
  window: fc.integer({ min: 1, max: 14 }),
  ordered: fc.boolean(),
  source: fc.constantFrom('at-once', 'generator', 'batches'),
  sourceThrows: fc.boolean(),
  moves,
}) as fc.Arbitrary<Plan>

/** A result says which item it is of and its number there. */
const name = (item: number, at: number): string => `${String(item)}.${String(at)}`

const WORK_ERROR = new Error('work')
const SOURCE_ERROR = new Error('source')

/** Runs a plan, checks the bounds at every moment, and tells what came out. */
async function run(plan: Plan) {
  const seen = { pulled: 0, working: 0, empty: 0, closes: 0, ended: false, signals: [] as AbortSignal[] }
  const got: string[] = []
  const errors: unknown[] = []
  const settled: number[] = []
  let asked = 0
  let left = false
  let ended = false

  function check(): void {
    expect(seen.working).toBeLessThanOrEqual(plan.concurrency)
    const whole = new Set(got.filter((result) => isLast(plan, result)).map((result) => result.split('.')[0]))
    // What was asked for and has not been answered may already be on its way.
    expect(seen.pulled - whole.size - seen.empty).toBeLessThanOrEqual(plan.window + asked)
  }

  const work: Work<number, string> = (item, signal) => {
    const { how, turns, results } = plan.tasks[item]!
    seen.working++
    seen.signals.push(signal)
    check()
    const finish = (): string[] => {
      seen.working--
      if (results < 0) throw WORK_ERROR
      if (results === 0) seen.empty++
      return Array.from({ length: results }, (_, at) => name(item, at))
    }
    if (how === 'now') return finish()
    return how === 'promise' ? Promise.resolve().then(finish) : rest(turns).then(finish)
  }

  const stage = mapConcurrent(work, plan)
  const items = stage(source(plan, seen, check))[Symbol.asyncIterator]() as Required<
    AsyncIterableIterator<string>
  >
  const pull = (max: number): ReturnType<Pull<string>> =>
    (items as unknown as Record<symbol, Pull<string>>)[PULL]!(max)
  let call = 0

  async function ask(count: number, answer: () => Promise<readonly string[]>): Promise<void> {
    const number = call++
    asked += count
    try {
      const results = await answer()
      got.push(...results)
      if (results.length === 0) ended = true
    } catch (error) {
      errors.push(error)
    }
    asked -= count
    settled.push(number)
    check()
  }

  const next = (): Promise<void> =>
    ask(1, async () => {
      const item = await items.next()
      return item.done ? [] : [item.value]
    })

  for (const move of plan.moves) {
    if (move.kind === 'rest') await rest(move.turns)
    if (move.kind === 'next') await Promise.all(Array.from({ length: move.calls }, next))
    if (move.kind === 'pull') {
      await ask(move.max, async () => {
        const batch = await pull(move.max)
        expect(batch.length).toBeLessThanOrEqual(move.max)
        return batch
      })
    }
    if (move.kind === 'leave') {
      left ||= !ended && errors.length === 0
      const pending = Array.from({ length: move.pending }, next)
      const away = move.how === 'return' ? items.return() : items.throw(SOURCE_ERROR).catch(() => {})
      await Promise.all([away, ...pending])
    }
  }
  while (!ended) await next()
  expect(await items.next()).toEqual({ done: true, value: undefined })
  expect(settled).toEqual(settled.toSorted((a, b) => a - b))
  await rest(5)
  return { got, errors, left, seen }
}

function isLast(plan: Plan, result: string): boolean {
  const [item, at] = result.split('.').map(Number)
  return at === plan.tasks[item!]!.results - 1
}

function source(
  plan: Plan,
  seen: { pulled: number; closes: number; ended: boolean },
  check: () => void,
): AnyIterable<number> {
  const take = (): number => {
    const item = seen.pulled++
    check()
    return item
  }
  const more = (): boolean => {
    if (seen.pulled < plan.tasks.length) return true
    seen.ended = true
    if (plan.sourceThrows) throw SOURCE_ERROR
    return false
  }
  if (plan.source === 'at-once') {
    return {
      [Symbol.iterator]: () => ({
        next: () => (more() ? { done: false, value: take() } : { done: true, value: undefined }),
        return: () => {
          seen.closes += seen.ended ? 100 : 1
          return { done: true, value: undefined }
        },
      }),
    }
  }
  if (plan.source === 'generator') {
    let next = 0
    return {
      [Symbol.asyncIterator]: () => ({
        next: async () => {
          await rest(next++ % 3)
          return more() ? { done: false, value: take() } : { done: true, value: undefined }
        },
        return: async () => {
          seen.closes += seen.ended ? 100 : 1
          await rest()
          return { done: true, value: undefined }
        },
      }),
    }
  }
  const batch = (max: number): number[] => {
    const items: number[] = []
    if (more()) while (items.length < max && seen.pulled < plan.tasks.length) items.push(take())
    return items
  }
  return flow(
    (max) => (seen.pulled % 2 === 0 ? batch(max) : rest().then(() => batch(max))),
    () => void seen.closes++,
  )
}

test('any schedule: bounds hold, nothing is lost, doubled or out of order, errors and ends come once', async () => {
  await fc.assert(
    fc.asyncProperty(plans, async (plan) => {
      const { got, errors, left, seen } = await run(plan)
      const all = plan.tasks.flatMap(({ results }, item) =>
        Array.from({ length: Math.max(0, results) }, (_, at) => name(item, at)),
      )
      const failed = plan.tasks.findIndex(({ results }) => results < 0)

      expect(new Set(got).size).toBe(got.length)
      if (plan.ordered) expect(got).toEqual(all.slice(0, got.length))
      else expect(all).toEqual(expect.arrayContaining(got))

      expect(errors.length).toBeLessThanOrEqual(1)
      if (!left) {
        const outcome = failed >= 0 ? WORK_ERROR : plan.sourceThrows ? SOURCE_ERROR : undefined
        expect(errors).toEqual(outcome ? [outcome] : [])
        if (failed < 0) expect(got.toSorted()).toEqual(all.toSorted())
      }
      expect(seen.signals.every((signal) => signal.aborted)).toBe(true)
      // Ours close themselves, always; a foreign one is closed unless it has ended or thrown.
      expect(seen.closes).toBeLessThanOrEqual(1)
      if (plan.source === 'batches' || !seen.ended) expect(seen.closes).toBe(1)
    }),
    { numRuns: 400 },
  )
})
