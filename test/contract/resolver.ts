import { describe, expect, test } from 'vitest'
import { ScanError } from '../../src/model/errors.ts'
import { familyOf } from '../../src/net/address.ts'
import type { Resolver } from '../../src/resolve/resolver.ts'
import { abortListeners, backTo, openHandles } from '../support/open-handles.ts'

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

/** What every `Resolver` must do, ours or a stranger's. */
export function resolverContract(
  title: string,
  make: () => Promise<ResolverUnderTest> | ResolverUnderTest,
): void {
  const run = (use: (under: ResolverUnderTest) => Promise<void>) => async (): Promise<void> => {
    const under = await make()
    try {
      await use(under)
    } finally {
      await under.close?.()
    }
  }

  describe(`${title} keeps the resolver contract`, () => {
    test(
      'all addresses of a name, each once, each an address',
      run(async ({ resolver, name, addresses }) => {
        const found = await resolver.resolve(name)
        expect([...found].sort()).toEqual([...addresses].sort())
        expect(new Set(found).size).toBe(found.length)
        for (const address of found) expect(familyOf(address)).toBeDefined()
      }),
    )

    test.each([4, 6] as const)('only IPv%i where that is asked for', (family) =>
      run(async ({ resolver, name, addresses }) => {
        const wanted = addresses.filter((address) => familyOf(address) === family)
        const asked = resolver.resolve(name, { family })
        if (wanted.length > 0) expect([...(await asked)].sort()).toEqual([...wanted].sort())
        else expect(await failureOf(asked)).toBe('not-found')
      })(),
    )

    test(
      'a name that does not exist is `not-found`',
      run(async ({ resolver, missing }) => {
        expect(await failureOf(resolver.resolve(missing))).toBe('not-found')
      }),
    )

    test(
      'what is no name is a typed failure, never another error',
      run(async ({ resolver }) => {
        for (const name of ['', 'a b', 'x'.repeat(300), 'nul\0.example']) {
          expect(['bad-name', 'not-found']).toContain(await failureOf(resolver.resolve(name)))
        }
      }),
    )

    test(
      'names of an address, and none',
      run(async ({ resolver, named }) => {
        if (named !== undefined) expect(await resolver.reverse(named.address)).toContain(named.name)
      }),
    )

    test(
      'answers are the same again, and the caller cannot change them',
      run(async ({ resolver, name, addresses }) => {
        const first = await resolver.resolve(name)
        try {
          ;(first as string[]).push('192.0.2.66')
        } catch {
          // A frozen answer is as good as one of our own.
        }
        expect([...(await resolver.resolve(name))].sort()).toEqual([...addresses].sort())
      }),
    )

    test(
      'abort before and during: the signal’s reason, and no listener stays',
      run(async ({ resolver, name }) => {
        const reason = new Error('enough')
        await expect(resolver.resolve(name, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
        const abort = new AbortController()
        const asked = resolver.resolve(name, { signal: abort.signal }).catch((error: unknown) => error)
        abort.abort(reason)
        const answer = await asked
        // An answer that was there already may come all the same.
        if (!Array.isArray(answer)) expect(answer).toBe(reason)
        expect(abortListeners(abort.signal)).toBe(0)
      }),
    )

    test(
      'many at once leave nothing open',
      run(async ({ resolver, name, addresses }) => {
        const before = openHandles()
        const { signal } = new AbortController()
        const asking = Array.from({ length: 8 }, () => resolver.resolve(name, { signal }))
        // Node warns of a leak from the eleventh listener on: one a call is what a caller can reckon with.
        expect(abortListeners(signal)).toBeLessThanOrEqual(8)
        const all = await Promise.all(asking)
        for (const found of all) expect(found).toHaveLength(addresses.length)
        expect(abortListeners(signal)).toBe(0)
        await backTo(before)
      }),
    )
  })
}

async function failureOf(asked: Promise<unknown>): Promise<string | undefined> {
  const error: unknown = await asked.then(
    () => new Error('it resolved'),
    (reason: unknown) => reason,
  )
  if (!(error instanceof ScanError)) throw error
  expect(error.code).toBe('ERR_RESOLVE')
  return error.failure
}
