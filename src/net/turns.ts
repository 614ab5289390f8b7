import type { Clock } from '../model/clock.ts'
import type { Connector } from './connection.ts'
import { CANCELLED } from './outcome.ts'

/** Dials of one turn of the event loop. Each may cost the kernel a tenth of a millisecond, and its answer more. */
const PER_TURN = 4

/**
 * A connector that dials a few times in each turn of the event loop: where hundreds of conversations end in the same
 * instant, those that come after them do not hold the loop up together. Who dials alone does not wait.
 */
export function withTurns(connector: Connector, clock: Clock): Connector {
  const waiting: (() => void)[] = []
  let left = PER_TURN
  // A clock that fails must not leave anybody waiting: then they dial at once.
  const start = (): void => {
    try {
      clock.turn(nextTurn)
    } catch {
      left = PER_TURN
      for (const go of waiting.splice(0)) go()
    }
  }
  const nextTurn = (): void => {
    left = PER_TURN
    const released = waiting.splice(0, PER_TURN)
    for (const go of released) go()
    left -= released.length
    if (released.length > 0) start()
  }
  const myTurn = (): Promise<void> | undefined => {
    if (left === PER_TURN) start()
    if (left > 0) return void left--
    return new Promise((resolve) => waiting.push(resolve))
  }
  return async (endpoint, options) => {
    const turn = myTurn()
    if (turn !== undefined) {
      let gaveUp = false
      options.onCancel?.(() => (gaveUp = true))
      await turn
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- a failure of a dial is data
      if (gaveUp) throw { code: CANCELLED, local: true }
    }
    return connector(endpoint, options)
  }
}
