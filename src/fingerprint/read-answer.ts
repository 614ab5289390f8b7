import type { Clock } from '../model/clock.ts'
import type { Connection, Received } from '../net/connection.ts'
import { LOOKED_AT } from './recognize.ts'

export interface ReadAnswerOptions {
  /** Milliseconds for the whole answer: a hard deadline. */
  readonly timeout: number
  /** Milliseconds without a byte after which an answer that has begun counts as complete. */
  readonly gap: number
  /** Default: the first chunk is the answer. */
  readonly enough?: ((bytes: Uint8Array) => boolean) | undefined
  readonly clock: Clock
  /** Called when the first bytes have come. */
  readonly onFirst?: () => void
}

/**
 * Reads one answer: waits for its first byte until the deadline, then as long as it goes on, is not whole, and
 * fits into 16 KiB. So a peer that drips bytes is left after the first gap, and a slow one still gets its time.
 */
export async function readAnswer(connection: Connection, options: ReadAnswerOptions): Promise<Received> {
  const { timeout, gap, enough = anything, clock, onFirst } = options
  const until = clock.now() + timeout
  let answer = await connection.read({ timeout })
  if (answer.bytes.length > 0) onFirst?.()
  while (answer.end === 'data' && answer.bytes.length < LOOKED_AT && !enough(answer.bytes)) {
    const left = until - clock.now()
    if (left <= 0) return { ...answer, end: 'silence' }
    answer = join(answer, await connection.read({ timeout: Math.min(gap, left) }))
  }
  return answer
}

function join(before: Received, more: Received): Received {
  const bytes = Buffer.concat([before.bytes, more.bytes])
  return {
    bytes: bytes.subarray(0, LOOKED_AT),
    truncated: before.truncated || more.truncated || bytes.length > LOOKED_AT,
    end: more.end,
    rtt: before.rtt,
  }
}

function anything(): boolean {
  return true
}
