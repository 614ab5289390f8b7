import type { Clock } from '../model/clock.ts'
import type { Connector } from './connection.ts'
import { CANCELLED } from './outcome.ts'

/** How often something may be sent. Whoever sends reserves first, and waits as long as the answer says. */
export interface Rate {
  /** Milliseconds until a send to this address would be free; 0 is now. Reserves nothing. */
  delay(address: string): number
  /** Counts one send and gives the milliseconds to wait before it, so that callers queue in order. */
  reserve(address: string): number
}

/** The bounds of a rate. */
export interface RateOptions {
  /** Sends a second over all addresses. Default: no bound. */
  readonly perSecond?: number
  /** Sends a second to each address. Default: no bound. */
  readonly perHost?: number
  readonly clock: Clock
}

/** Addresses whose own rate is remembered; the one unused longest is forgotten first. */
const HOSTS_REMEMBERED = 65_536

/**
 * Milliseconds that a sender may come late without losing its turn: as long as a tick of the scan, or else what falls
 * between two ticks would be lost, and the rate with it.
 */
const CREDIT = 10

/** Token buckets with a burst of 10 ms' worth, at least one: one for all addresses, one for each. */
export function createRate(options: RateOptions): Rate {
  const { perSecond = Infinity, perHost = Infinity, clock } = options
  const all = createBucket(perSecond)
  const hosts = new Map<string, Bucket>()

  function bucketOf(address: string): Bucket | undefined {
    if (perHost === Infinity) return undefined
    const bucket = hosts.get(address) ?? createBucket(perHost)
    // Set again so that the map's order is the order of use.
    hosts.delete(address)
    hosts.set(address, bucket)
    if (hosts.size > HOSTS_REMEMBERED) hosts.delete(hosts.keys().next().value!)
    return bucket
  }

  return {
    delay(address) {
      const now = clock.now()
      return Math.max(all.delay(now), bucketOf(address)?.delay(now) ?? 0)
    },
    reserve(address) {
      const now = clock.now()
      return Math.max(all.reserve(now), bucketOf(address)?.reserve(now) ?? 0)
    },
  }
}

interface Bucket {
  delay(now: number): number
  reserve(now: number): number
}

function createBucket(perSecond: number): Bucket {
  if (perSecond === Infinity) return { delay: () => 0, reserve: () => 0 }
  const interval = 1_000 / perSecond
  /** When the next send is due: a bucket kept as one time (the generic cell rate algorithm). */
  let due: number | undefined
  const wait = (now: number): number => (due === undefined ? 0 : Math.max(0, due - now))
  return {
    delay: wait,
    reserve(now) {
      const waiting = wait(now)
      const first = now - Math.max(0, CREDIT - interval)
      due = Math.max(due ?? first, now - CREDIT) + interval
      return waiting
    },
  }
}

/** A connector that keeps to a rate: each dial waits for its turn. */
export function withRate(connector: Connector, rate: Rate, clock: Clock): Connector {
  return (endpoint, options) => {
    const wait = rate.reserve(endpoint.address)
    if (wait <= 0) return connector(endpoint, options)
    return new Promise((resolve, reject) => {
      const signal = options.onCancel === undefined ? options.signal : undefined
      const cancel = (): void => {
        stop()
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
        reject({ code: CANCELLED, local: true })
      }
      const go = (): void => {
        signal?.removeEventListener('abort', cancel)
        options.onQueue?.(false)
        connector(endpoint, options).then(resolve, reject)
      }
      const callOff = clock.after(wait, go)
      const stop = (): void => {
        callOff()
        signal?.removeEventListener('abort', cancel)
      }
      options.onQueue?.(true)
      if (options.onCancel !== undefined) options.onCancel(cancel)
      else signal?.addEventListener('abort', cancel, { once: true })
      if (signal?.aborted === true) cancel()
    })
  }
}
