import { setTimeout as pause } from 'node:timers/promises'
import type { PgPool } from 'bullmq'

/** Milliseconds before a failure is told. */
const REST = 250

/**
 * The same pool, whose failures take a moment: BullMQ's workers ask again at once when the database is away, as fast as
 * a processor can.
 */
export function slowToFail(pool: PgPool): PgPool {
  const slowly = async <Value>(begun: Promise<Value>): Promise<Value> => {
    try {
      return await begun
    } catch (error) {
      await pause(REST, undefined, { ref: false })
      throw error
    }
  }
  return {
    query: (text, params) => slowly(params === undefined ? pool.query(text) : pool.query(text, params)),
    connect: () => slowly(pool.connect()),
    end: () => pool.end(),
    on: on as PgPool['on'],
    removeAllListeners() {
      return this
    },
  }

  function on(this: PgPool, event: 'error', listener: (error: Error) => void): PgPool {
    pool.on(event, listener)
    return this
  }
}
