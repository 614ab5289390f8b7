import { expect, test } from 'vitest'
import type { Resolver } from '../../../../src/resolve/resolver.ts'
import { resolverContract } from '../../../../src/testing/contracts/resolver-contract.ts'
import { staticResolver } from '../../../../src/testing/static-resolver.ts'
import { brokenCases } from './broken-cases.ts'

const known = { name: 'host.example', addresses: ['192.0.2.7', '2001:db8::7'], missing: 'missing.example' }

const broken = (bend: (resolver: Resolver) => Partial<Resolver>) =>
  brokenCases(
    resolverContract(() => {
      const resolver = staticResolver({ names: { [known.name]: known.addresses } })
      return { ...known, resolver: { ...resolver, ...bend(resolver) } }
    }),
  )

test('a resolver that keeps it has no broken case', async () => {
  expect(await broken(() => ({}))).toEqual([])
})

test('one that knows no families, no failures or no signals is found out', async () => {
  expect(await broken(({ resolve }) => ({ resolve: (name) => resolve(name) }))).toEqual([
    'only IPv4 where that is asked for',
    'only IPv6 where that is asked for',
    'abort before and during: the signal’s reason, and no listener stays',
  ])
  const failing = (): Promise<never> => Promise.reject(new Error('SERVFAIL'))
  expect(await broken(() => ({ resolve: failing }))).toContain('a name that does not exist is `not-found`')
})
