import { Problem } from './api.ts'
import { pause } from './pause.ts'
import type { ScreenContext } from './screen.ts'

const LONGEST_WAIT = 30_000

/**
 * Asks now and again after each `every` milliseconds, as long as `goOn()`. A service that is away or busy is said to be
 * so, and asked again, each time later.
 */
export async function keepAsking(
  context: ScreenContext,
  every: number,
  ask: () => Promise<void>,
  goOn: () => boolean = () => true,
): Promise<void> {
  let failures = 0
  while (!context.signal.aborted) {
    try {
      await ask()
      if (failures > 0) context.trouble(undefined)
      failures = 0
      if (!goOn()) return
    } catch (error) {
      if (context.signal.aborted) return
      if (!isPassing(error)) throw error
      failures++
      context.trouble(error)
    }
    await pause(Math.min(every * 2 ** failures, Math.max(every, LONGEST_WAIT)), context.signal)
  }
}

/** Whether the same question may be answered later: nobody there, too many questions, a fault of the service. */
export function isPassing(error: unknown): boolean {
  return error instanceof Problem && (error.status === 0 || error.status === 429 || error.status >= 500)
}
