import { lookup, lookupService, Resolver as SystemDns } from 'node:dns/promises'
import { systemClock, type Clock } from '../model/clock.ts'
import type { ResolveFailure } from '../model/errors.ts'
import type { Family } from '../model/host.ts'
import { familyOf } from '../net/address.ts'
import { createLimiter, type Limiter } from '../net/limiter.ts'
import { askableName, isHostName } from './host-name.ts'
import { inBounds, MAX_TIMEOUT } from './option-bounds.ts'
import { whileWanted } from '../flow/own-signal.ts'
import { failureOf, noAddress, resolveError } from './resolve-failure.ts'
import type { Resolver } from './resolver.ts'
import { within } from './within.ts'

/** These go by Node's own sockets, not by its threads. */
const REVERSALS = 64

/** Bounds of `systemResolver`. */
export interface SystemResolverOptions {
  /**
   * Milliseconds to wait for the operating system, counted from when it was asked. Default 5,000. Its own limit is
   * often longer: it goes on in its thread then, and its answer is dropped.
   */
  readonly timeout?: number
  /**
   * Look-ups at once. Each takes one of Node's pool threads (`UV_THREADPOOL_SIZE`, 4 unless set) until the system
   * answers, and file access and TLS share them. Default 3. Ignored where `limiter` is given.
   */
  readonly concurrency?: number
  /** Bounds the look-ups of several resolvers together. */
  readonly limiter?: Limiter
  readonly clock?: Clock
}

/**
 * Names as this machine sees them: hosts file, name service switch, search domains, mDNS, whatever is set up
 * (`getaddrinfo`), all addresses in the system's order. `reverse` asks the system's DNS servers and the hosts
 * file for PTR; names that are not host names are left out.
 *
 * Throws `ERR_OPTION` at the call for a number out of bounds.
 *
 * @example
 * const addresses = await systemResolver().resolve('localhost') // ['::1', '127.0.0.1']
 */
export function systemResolver(options: SystemResolverOptions = {}): Resolver {
  const { concurrency = 3, clock = systemClock } = options
  const timeout = inBounds('timeout', options.timeout ?? 5000, 0, MAX_TIMEOUT)
  const limiter = options.limiter ?? createLimiter(concurrency)
  const reversals = options.limiter ?? createLimiter(REVERSALS)

  return {
    async resolve(name, { family, signal } = {}) {
      signal?.throwIfAborted()
      // Also keeps from getaddrinfo what it would read as a number: `127.1`, `0x7f000001`.
      const asked = name.endsWith('.') ? `${askableName(name)}.` : askableName(name)
      return whileWanted(signal, async (own) => {
        const release = await limiter.acquire({ signal: own })
        // The thread is taken until the system answers, whoever still waits for it.
        const answer = getAddresses(asked, family).finally(release)
        const found = await inTime(name, answer, own)
        return [...new Set(found.map(({ address }) => address))]
      })
    },

    async reverse(address, { signal } = {}) {
      signal?.throwIfAborted()
      if (familyOf(address) === undefined) throw noAddress(address)
      return whileWanted(signal, async (own) => {
        const release = await reversals.acquire({ signal: own })
        const dns = new SystemDns()
        try {
          return (await inTime(address, allNames(dns, address), own)).filter(isHostName)
        } catch (error) {
          if (failureOf(error) === 'not-found') return []
          throw error
        } finally {
          dns.cancel()
          release()
        }
      })
    },
  }

  async function inTime<T>(input: string, answer: Promise<T>, signal: AbortSignal): Promise<T> {
    try {
      return await within(answer, { timeout, clock, signal, late: () => tooLate(input, timeout) })
    } catch (error) {
      throw systemFailure(input, error)
    }
  }
}

async function getAddresses(name: string, family: Family | undefined): Promise<{ address: string }[]> {
  return await lookup(name, { all: true, verbatim: true, family: family ?? 0 })
}

// Node gives the aliases of a line of the hosts file, so one with a single name looks like no name at all.
async function allNames(dns: SystemDns, address: string): Promise<readonly string[]> {
  const names = await dns.reverse(address)
  return names.length > 0 ? names : [(await lookupService(address, 0)).hostname]
}

function tooLate(input: string, timeout: number): Error {
  return resolveError(
    'timeout',
    input,
    `the system's resolver did not answer within ${timeout} ms`,
    'check its name servers, or raise `timeout`',
  )
}

/** The system's error codes (Node's `dns.*` constants) in our words. */
const FAILURES: Readonly<Record<string, readonly [ResolveFailure, problem: string, advice: string]>> = {
  ENOTFOUND: ['not-found', 'the system finds nothing under it', 'check the spelling'],
  ENODATA: ['not-found', 'the system finds nothing under it', 'check the spelling'],
  ETIMEOUT: ['timeout', "the system's name servers did not answer", 'try again later'],
  EREFUSED: ['refused', "the system's name server refused", 'ask another one'],
  ECONNREFUSED: ['refused', "the system's name server does not listen", 'ask another one'],
  EBADRESP: ['malformed', "the system's name server sent nonsense", 'ask another one'],
}

// What did not come from the system (the signal's reason, our own time-out) passes as it is.
function systemFailure(input: string, error: unknown): unknown {
  // Not by `instanceof`: in jest Node's errors are of another `Error`.
  const { syscall, code = 'unknown error' } = (error ?? {}) as Partial<NodeJS.ErrnoException>
  if (syscall === undefined) return error
  const [failure, problem, advice] = FAILURES[code] ?? [
    'server-failure',
    `the system could not look it up now (${code})`,
    "check that this machine's name servers can be reached, then try again",
  ]
  return resolveError(failure, input, problem, advice, error)
}
