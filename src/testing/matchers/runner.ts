import { AssertionError } from 'node:assert'
import { ScanError } from 'portscan-core'
import type { Judgement } from './judgement.ts'

/** What a runner's `expect.extend()` takes. */
export interface MatcherAnswer {
  readonly pass: boolean
  readonly message: () => string
}

/** What vitest and jest have as `this` of a matcher, as far as it matters here. */
interface Runner {
  readonly isNot?: boolean
  readonly promise?: string
  readonly snapshotState?: { readonly _updateSnapshot?: unknown }
}

/** Whether `.not` is asked; `undefined` where the runner does not say. */
export function isNegated(runner: unknown): boolean | undefined {
  return isTold(runner) ? runner.isNot === true : undefined
}

/** Whether the runner was given `-u`: it keeps that in the state of its snapshots. */
export function isUpdating(runner: unknown): boolean {
  return (runner as Runner | undefined)?.snapshotState?._updateSnapshot === 'all'
}

/** The answer to a runner. What could not be found out fails with `.not` and without, at the line of the test. */
export function answerTo(runner: unknown, judge: () => Promise<Judgement>): Promise<MatcherAnswer> {
  // Inside of `toEqual()` nobody awaits it, and `expect.not.…` would take the promise for a pass.
  if (isTold(runner) && !('promise' in runner)) {
    const message =
      'this matcher is asynchronous, so it cannot stand inside of another one: await expect(target).toHaveOpenPort(443)'
    throw new ScanError('ERR_STATE', message)
  }
  return answerOf(judge(), isNegated(runner))
}

async function answerOf(judging: Promise<Judgement>, negated: boolean | undefined): Promise<MatcherAnswer> {
  try {
    const { pass, message } = await judging
    return { pass, message: () => message }
  } catch (error) {
    if (negated === undefined || !(error instanceof AssertionError)) throw error
    return { pass: negated, message: () => error.message }
  }
}

function isTold(runner: unknown): runner is Runner {
  return typeof runner === 'object' && runner !== null && 'isNot' in runner
}
