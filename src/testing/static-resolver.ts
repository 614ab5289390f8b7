import { ScanError } from 'portscan-core'
import type { Family, ResolveFailure, ResolveOptions, Resolver } from 'portscan-core'

/** A resolver in memory, and what it was asked. */
export interface StaticResolver extends Resolver {
  /** Everything that was asked, in order. */
  readonly asked: readonly string[]
  /** Questions that were called off. */
  readonly aborted: readonly string[]
}

/** What a resolver in memory knows. */
export interface StaticNames {
  /** Addresses by name; a failure instead of them is thrown. */
  readonly names?: Readonly<Record<string, readonly string[] | ResolveFailure>>
  /** Names by address, likewise; what is not there has none. */
  readonly reverse?: Readonly<Record<string, readonly string[] | ResolveFailure>>
  /** Answers only when this settles. */
  readonly until?: (question: string) => Promise<unknown> | undefined
}

/**
 * A resolver that knows what it is told, in memory. Throws `ERR_RESOLVE` like the real ones.
 *
 * @example
 * scan('www.example', { resolver: staticResolver({ names: { 'www.example': ['192.0.2.7'] } }) })
 */
export function staticResolver({ names = {}, reverse = {}, until }: StaticNames): StaticResolver {
  const asked: string[] = []
  const aborted: string[] = []
  return {
    asked,
    aborted,
    async resolve(name, { family, signal }: ResolveOptions = {}) {
      const found = await answer(name, names, signal)
      const addresses = found.filter((address) => family === undefined || familyOf(address) === family)
      if (addresses.length === 0) throw failed(name, 'not-found')
      return addresses
    },
    async reverse(address, { signal } = {}) {
      return address in reverse ? await answer(address, reverse, signal) : []
    },
  }

  async function answer(
    question: string,
    known: Readonly<Record<string, readonly string[] | ResolveFailure>>,
    signal?: AbortSignal,
  ): Promise<readonly string[]> {
    signal?.throwIfAborted()
    asked.push(question)
    await called(question, signal)
    const found = Object.hasOwn(known, question) ? known[question]! : 'not-found'
    if (typeof found === 'string') throw failed(question, found)
    return found
  }

  async function called(question: string, signal?: AbortSignal): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const abort = (): void => {
        aborted.push(question)
        reject(signal!.reason as Error)
      }
      signal?.addEventListener('abort', abort, { once: true })
      void Promise.resolve(until?.(question)).then(() => {
        signal?.removeEventListener('abort', abort)
        resolve()
      })
    })
  }
}

function familyOf(address: string): Family {
  return address.includes(':') ? 6 : 4
}

function failed(question: string, failure: ResolveFailure): ScanError {
  return new ScanError('ERR_RESOLVE', `${JSON.stringify(question)}: ${failure}`, { input: question, failure })
}
