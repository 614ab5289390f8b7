import assert from 'node:assert/strict'
import { parseAddressSet } from 'portscan-core'
import type { Resolver, ScanError } from 'portscan-core'
import { casesOf, rejectionOf, type ContractCase, type Uses } from './contract-case.ts'
import { abortListeners } from './event-loop.ts'

/** A resolver under test, and what it is known to answer. */
export interface ResolverUnderTest {
  readonly resolver: Resolver
  /** A name that resolves, and all its addresses in any order. */
  readonly name: string
  readonly addresses: readonly string[]
  /** A name that does not exist. */
  readonly missing: string
  /** An address, and a name that it has; left out where the resolver knows no names of addresses. */
  readonly named?: { readonly address: string; readonly name: string }
  close?(): void | Promise<void>
}

/**
 * What every `Resolver` must do, ours or a stranger's.
 *
 * @example
 * const known = { name: 'localhost', addresses: ['127.0.0.1', '::1'], missing: 'missing.invalid' }
 * for (const { name, run } of resolverContract(() => ({ resolver: myResolver(), ...known }))) test(name, run)
 */
export function resolverContract(make: () => Promise<ResolverUnderTest> | ResolverUnderTest): ContractCase[] {
  return casesOf(USES, make, (under) => under.close?.())
}

const sorted = (list: readonly string[]): string[] => [...list].sort()

const USES: Uses<ResolverUnderTest> = {
  async 'all addresses of a name, each once, each an address'({ resolver, name, addresses }) {
    const found = await resolver.resolve(name)
    assert.deepEqual(sorted(found), sorted(addresses))
    assert.equal(new Set(found).size, found.length)
    for (const address of found) assert.doesNotThrow(() => parseAddressSet(address))
  },

  'only IPv4 where that is asked for': (under) => onlyOf(under, 4),
  'only IPv6 where that is asked for': (under) => onlyOf(under, 6),

  async 'a name that does not exist is `not-found`'({ resolver, missing }) {
    assert.equal(await failureOf(resolver.resolve(missing)), 'not-found')
  },

  async 'what is no name is a typed failure, never another error'({ resolver }) {
    for (const name of ['', 'a b', 'x'.repeat(300), 'nul\0.example']) {
      const failure = await failureOf(resolver.resolve(name))
      assert.ok(failure === 'bad-name' || failure === 'not-found', failure)
    }
  },

  async 'names of an address'({ resolver, named }) {
    if (named !== undefined) assert.ok((await resolver.reverse(named.address)).includes(named.name))
  },

  async 'answers are the same again, and the caller cannot change them'({ resolver, name, addresses }) {
    const first = await resolver.resolve(name)
    try {
      ;(first as string[]).push('192.0.2.66')
    } catch {
      // A frozen answer is as good as one of our own.
    }
    assert.deepEqual(sorted(await resolver.resolve(name)), sorted(addresses))
  },

  async 'abort before and during: the signal’s reason, and no listener stays'({ resolver, name }) {
    const reason = new Error('enough')
    assert.equal(await rejectionOf(resolver.resolve(name, { signal: AbortSignal.abort(reason) })), reason)
    const abort = new AbortController()
    const asked = resolver.resolve(name, { signal: abort.signal }).catch((error: unknown) => error)
    abort.abort(reason)
    const answer = await asked
    // An answer that was there already may come all the same.
    if (!Array.isArray(answer)) assert.equal(answer, reason)
    assert.equal(abortListeners(abort.signal), 0)
  },

  async 'many at once put one listener each on the signal, and take it off'({ resolver, name, addresses }) {
    const { signal } = new AbortController()
    const asking = Array.from({ length: 8 }, () => resolver.resolve(name, { signal }))
    // Node warns of a leak from the eleventh listener on: one a call is what a caller can reckon with.
    assert.ok(abortListeners(signal) <= 8)
    for (const found of await Promise.all(asking)) assert.equal(found.length, addresses.length)
    assert.equal(abortListeners(signal), 0)
  },
}

async function onlyOf({ resolver, name, addresses }: ResolverUnderTest, family: 4 | 6): Promise<void> {
  const wanted = addresses.filter((address) => address.includes(':') === (family === 6))
  const asked = resolver.resolve(name, { family })
  if (wanted.length > 0) assert.deepEqual(sorted(await asked), sorted(wanted))
  else assert.equal(await failureOf(asked), 'not-found')
}

async function failureOf(asked: Promise<unknown>): Promise<string | undefined> {
  const error = await rejectionOf(asked)
  assert.ok(error instanceof Error, `expected a ScanError, got ${String(error)}`)
  // By its code, not its class: two copies of the library may be at work.
  const { code, failure } = error as ScanError
  assert.equal(code, 'ERR_RESOLVE')
  return failure
}
