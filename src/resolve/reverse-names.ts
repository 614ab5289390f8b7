import { mapConcurrent } from '../flow/map-concurrent.ts'
import type { Stage } from '../flow/stage.ts'
import { systemClock, type Clock } from '../model/clock.ts'
import type { HostEvent, ScanEvent } from '../model/event.ts'
import { createLimiter, type Limiter } from '../net/limiter.ts'
import { ownSignal } from '../flow/own-signal.ts'
import { resolveError } from './resolve-failure.ts'
import type { Resolver } from './resolver.ts'
import { within } from './within.ts'

/** Who looks addresses up. */
export interface ReverseNamesOptions {
  readonly resolver: Resolver
  /** Addresses looked up at once. Default 64. */
  readonly concurrency?: number
  /** Milliseconds for one address; a host whose names take longer goes on without them. Default 3,000. */
  readonly timeout?: number
  readonly signal?: AbortSignal
  readonly clock?: Clock
}

/** Hosts between their first answer and their last port, whose names are remembered at most. */
const REMEMBERED = 8192
/** Host events that wait for a name at most; look-ups are bounded on their own, so until then the others pass. */
const WAITING = 1024
const AHEAD = 256

/**
 * Gives host events the names of their address (PTR), asked once a host. Only hosts that answered are asked for: a
 * silent network costs no questions. Port results overtake events that wait for a name. An address without a name,
 * or whose servers fail, has an empty list.
 */
export function reverseNames(options: ReverseNamesOptions): Stage<ScanEvent, ScanEvent> {
  const { concurrency = 64, signal } = options
  return (source) => {
    const names = new Map<string, Promise<readonly string[]>>()
    const limiter = createLimiter(concurrency)
    // Follows `closing` too, which fires at the end whatever it is: no listener stays.
    let own: AbortSignal | undefined
    const stage = mapConcurrent<ScanEvent, ScanEvent>(
      (event, closing) => {
        signal?.throwIfAborted()
        if (event.kind !== 'host' || !hasAnswered(event, names)) return [event]
        own ??= ownSignal(signal, closing).signal
        return named(event, names, (address, until) => lookUp(address, options, limiter, until), own)
      },
      { concurrency: WAITING, window: WAITING + AHEAD, ordered: false },
    )
    return stage(source)
  }
}

async function named(
  event: HostEvent,
  names: Map<string, Promise<readonly string[]>>,
  ask: (address: string, signal: AbortSignal) => Promise<readonly string[]>,
  signal: AbortSignal,
): Promise<HostEvent[]> {
  const { address } = event
  const asked = names.get(address) ?? ask(address, signal)
  if (event.status === 'finished') names.delete(address)
  else remember(names, address, asked)
  return [{ ...event, names: await asked }]
}

async function lookUp(
  address: string,
  { resolver, timeout = 3000, clock = systemClock }: ReverseNamesOptions,
  limiter: Limiter,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const late = (): Error =>
    resolveError('timeout', address, `no name within ${timeout} ms`, 'raise `timeout`')
  const release = await limiter.acquire({ signal })
  const done = new AbortController()
  const own = ownSignal(signal, done.signal)
  try {
    return await within(resolver.reverse(address, { signal: own.signal }), { timeout, clock, signal, late })
  } catch {
    // A name is a courtesy: that there is none is not worth an error for each host.
    signal.throwIfAborted()
    return []
  } finally {
    // Calls off a question that took too long.
    done.abort()
    release()
  }
}

function hasAnswered({ status, address, counts }: HostEvent, names: ReadonlyMap<string, unknown>): boolean {
  return status === 'up' || names.has(address) || counts?.open !== undefined || counts?.closed !== undefined
}

function remember(
  names: Map<string, Promise<readonly string[]>>,
  address: string,
  asked: Promise<readonly string[]>,
): void {
  names.set(address, asked)
  if (names.size > REMEMBERED) names.delete(names.keys().next().value!)
}
