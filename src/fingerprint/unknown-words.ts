import type { Exchange, PortResult } from '../model/result.ts'

/** Bytes kept of an answer that nobody knows: a flood from each of thousands of ports must not add up. */
export const KEPT_OF_UNKNOWN = 4_096

/** A copy, since a part of the same memory would hold all of it; `slice()` of a Buffer is none. */
export function shortened(words: Uint8Array): Uint8Array {
  return words.length > KEPT_OF_UNKNOWN ? new Uint8Array(words.subarray(0, KEPT_OF_UNKNOWN)) : words
}

/** Whether what is kept, perhaps shortened, is just what was received. */
export function isSame(kept: Uint8Array, received: Uint8Array): boolean {
  if (kept.length !== KEPT_OF_UNKNOWN) return Buffer.compare(kept, received) === 0
  return Buffer.compare(kept, received.subarray(0, KEPT_OF_UNKNOWN)) === 0
}

/** An exchange in which something was heard that nobody knows. */
export function withShortWords(exchange: Exchange, words = shortened(exchange.received)): Exchange {
  const truncated = exchange.truncated || exchange.received.length > words.length
  return { ...exchange, received: words, truncated }
}

/** A port at which nothing was heard that anybody knows. */
export function withoutLongWords(result: PortResult): PortResult {
  const { exchanges, banner } = result
  if (exchanges === undefined || exchanges.every(({ received }) => received.length <= KEPT_OF_UNKNOWN))
    return result
  return {
    ...result,
    exchanges: exchanges.map((exchange) => withShortWords(exchange)),
    ...(banner !== undefined && { banner: shortened(banner) }),
  }
}
