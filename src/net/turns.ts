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
  const myTurn = createTurns(PER_TURN, clock)
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

/** So many in each turn of the event loop: `undefined` says that it is one's turn already. */
export function createTurns(perTurn: number, clock: Clock): () => Promise<void> | undefined {
  const waiting: (() => void)[] = []
  let left = perTurn
  // A clock that fails must not leave anybody waiting: then they go at once.
  const start = (): void => {
    try {
      clock.turn(nextTurn)
    } catch {
      left = perTurn
      for (const go of waiting.splice(0)) go()
    }
  }
  const nextTurn = (): void => {
    left = perTurn
    const released = waiting.splice(0, perTurn)
    for (const go of released) go()
    left -= released.length
    if (released.length > 0) start()
  }
  return () => {
    if (left === perTurn) start()
    if (left > 0) return void left--
    return new Promise((resolve) => waiting.push(resolve))
  }
}
