import { setMaxListeners } from 'node:events'

/** A signal of ours that follows others. */
export interface OwnSignal {
  readonly signal: AbortSignal
  /** Takes its listeners off the signals that it follows. */
  release(): void
}

/**
 * A signal that fires with the first of the given ones, and that any number of listeners may wait for: Node warns of
 * a leak from the eleventh on, and one look-up alone has several. Once it has fired it follows nobody any more.
 */
export function ownSignal(...followed: readonly (AbortSignal | undefined)[]): OwnSignal {
  const abort = new AbortController()
  setMaxListeners(0, abort.signal)
  const leaders = followed.filter((signal) => signal !== undefined)
  const onAbort = (event: { readonly target: EventTarget | null }): void => fire(event.target as AbortSignal)
  const release = (): void => {
    for (const leader of leaders) leader.removeEventListener('abort', onAbort)
  }
  const fire = (leader: AbortSignal): void => {
    release()
    abort.abort(leader.reason)
  }
  for (const leader of leaders) leader.addEventListener('abort', onAbort)
  const fired = leaders.find(({ aborted }) => aborted)
  if (fired) fire(fired)
  return { signal: abort.signal, release }
}

/** Does some work under a signal of its own, and puts no more than one listener on the caller's while it lasts. */
export async function whileWanted<T>(
  signal: AbortSignal | undefined,
  work: (own: AbortSignal) => Promise<T>,
): Promise<T> {
  const own = ownSignal(signal)
  try {
    return await work(own.signal)
  } finally {
    own.release()
  }
}
