import { ownSignal } from '../flow/own-signal.ts'
import type { Clock } from '../model/clock.ts'
import type { ResolvedHost } from '../model/host.ts'
import type { Discoverer, DiscoverTools, Discovery } from './discoverer.ts'

/** Dials and other packets to one host by one discoverer, at most: more than `tcpPing` ever makes. */
const MOST_DIALS = 10_000

/**
 * What a discoverer, perhaps a stranger's, says of a host; `undefined` where it was left, because its patience (in
 * milliseconds) is used up or nobody wants to know any more. Then its signal fires, and what it says later is ignored.
 * Only time in which none of its dials is under way counts, nor a turn waited for: that may take long, and ends by itself.
 */
export async function askDiscoverer(
  discoverer: Discoverer,
  host: ResolvedHost,
  tools: DiscoverTools,
  patience: number,
): Promise<Discovery | undefined> {
  const over = new AbortController()
  const { signal, release } = ownSignal(tools.signal, over.signal)
  const watch = idleWatch(patience, tools.clock, () => over.abort())
  const left = new Promise<undefined>((resolve) => {
    if (signal.aborted) resolve(undefined)
    else signal.addEventListener('abort', () => resolve(undefined), { once: true })
  })
  try {
    const connector = watch.around(tools.connector)
    const turn = watch.around(tools.turn)
    return await Promise.race([discoverer.discover(host, { ...tools, connector, turn, signal }), left])
  } finally {
    watch.stop()
    release()
  }
}

/** Counts the time between dials and turns, and gives up when there was too much of it, or too many of them. */
function idleWatch(patience: number, clock: Clock, giveUp: () => void) {
  let under = 0
  let dials = 0
  let left = patience
  let since = clock.now()
  let callOff = clock.after(left, giveUp)
  let stopped = false
  const begin = (): void => {
    if (++dials > MOST_DIALS) giveUp()
    if (under++ > 0) return
    callOff()
    left -= clock.now() - since
  }
  const end = (): void => {
    if (--under > 0 || stopped) return
    since = clock.now()
    callOff = clock.after(Math.max(0, left), giveUp)
  }
  return {
    around:
      <Given extends unknown[], T>(call: (...given: Given) => Promise<T>) =>
      async (...given: Given): Promise<T> => {
        begin()
        try {
          return await call(...given)
        } finally {
          end()
        }
      },
    stop(): void {
      stopped = true
      callOff()
    },
  }
}
