import { systemClock, type Clock } from '../model/clock.ts'
import { inBounds } from './option-bounds.ts'
import { failureOf } from './resolve-failure.ts'
import type { Resolver } from './resolver.ts'
import { sharedWork, type SharedWork } from './shared-work.ts'

export interface CachedResolverOptions {
  /** Milliseconds that an answer is kept. Default 60,000: a scan sees one state of the names. */
  readonly ttl?: number
  /** Milliseconds that "no such name" is kept. Default 5,000. Other failures are not kept: they pass. */
  readonly negativeTtl?: number
  /** Answers kept at most; the one that was not used for longest goes first. Default 10,000. */
  readonly size?: number
  readonly clock?: Clock
}

interface Kept {
  readonly until: number
  readonly answer: readonly string[] | { readonly failure: unknown }
}

/**
 * Remembers another resolver's answers, and asks once where many ask the same at the same time. A caller's signal
 * takes only that caller away; the question itself is called off when the last of them has left.
 *
 * Throws `ERR_OPTION` at the call for a number out of bounds.
 *
 * @example
 * const resolver = cachedResolver(dnsResolver({ servers: ['192.0.2.53'] }), { ttl: 30_000 })
 */
export function cachedResolver(resolver: Resolver, options: CachedResolverOptions = {}): Resolver {
  const { clock = systemClock } = options
  const ttl = inBounds('ttl', options.ttl ?? 60_000, 0, Infinity)
  const negativeTtl = inBounds('negativeTtl', options.negativeTtl ?? 5000, 0, Infinity)
  const size = inBounds('size', options.size ?? 10_000, 1, Infinity)
  /** In the order of their last use. */
  const kept = new Map<string, Kept>()
  const underWay = new Map<string, SharedWork<readonly string[]>>()

  return {
    resolve: (name, { family, signal } = {}) =>
      recall(`${family ?? 'any'} ${name.toLowerCase()}`, signal, (shared) =>
        resolver.resolve(name, { signal: shared, ...(family !== undefined && { family }) }),
      ),
    reverse: (address, { signal } = {}) =>
      recall(`ptr ${address.toLowerCase()}`, signal, (shared) =>
        resolver.reverse(address, { signal: shared }),
      ),
  }

  async function recall(key: string, signal: AbortSignal | undefined, ask: Ask): Promise<readonly string[]> {
    signal?.throwIfAborted()
    const known = use(key)
    if (known !== undefined) {
      if ('failure' in known.answer) throw known.answer.failure
      return known.answer
    }
    let work = underWay.get(key)
    if (work === undefined || work.abandoned) {
      const fresh = sharedWork(async (shared) => {
        try {
          return await learn(key, ask, shared)
        } finally {
          if (underWay.get(key) === fresh) underWay.delete(key)
        }
      })
      work = fresh
      underWay.set(key, work)
    }
    return work.join(signal)
  }

  function use(key: string): Kept | undefined {
    const known = kept.get(key)
    if (known === undefined) return undefined
    kept.delete(key)
    if (known.until <= clock.now()) return undefined
    kept.set(key, known)
    return known
  }

  async function learn(key: string, ask: Ask, signal: AbortSignal): Promise<readonly string[]> {
    try {
      // Every caller gets this one array.
      const answer = Object.freeze([...(await ask(signal))])
      keep(key, { until: clock.now() + ttl, answer })
      return answer
    } catch (failure) {
      if (failureOf(failure) === 'not-found')
        keep(key, { until: clock.now() + negativeTtl, answer: { failure } })
      throw failure
    }
  }

  function keep(key: string, entry: Kept): void {
    kept.delete(key)
    kept.set(key, entry)
    if (kept.size > size) kept.delete(kept.keys().next().value!)
  }
}

type Ask = (signal: AbortSignal) => Promise<readonly string[]>
