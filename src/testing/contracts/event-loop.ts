import { getEventListeners } from 'node:events'

/** Lets the event loop turn so many times. */
export async function rest(turns = 1): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await new Promise((later) => setImmediate(later))
}

/** How many listeners wait for a signal's abort. */
export function abortListeners(signal: AbortSignal): number {
  return getEventListeners(signal, 'abort').length
}
