import { expect, test } from 'vitest'
import { cachedResolver } from '../../../src/resolve/cached-resolver.ts'
import { dnsResolver } from '../../../src/resolve/dns-resolver.ts'
import { inBounds } from '../../../src/resolve/option-bounds.ts'
import { systemResolver } from '../../../src/resolve/system-resolver.ts'

test('numbers in bounds pass, all else is named', () => {
  expect([inBounds('x', 1, 1, 5), inBounds('x', 5, 1, 5)]).toEqual([1, 5])
  for (const value of [0, 6, NaN, Infinity, -1, 'many' as unknown as number])
    expect(() => inBounds('retries', value, 1, 5)).toThrow(
      `retries: expected a number from 1 to 5, got ${value}`,
    )
})

test('every resolver checks its options at the call', () => {
  const servers = ['192.0.2.53']
  const calls = [
    () => dnsResolver({ servers, timeout: Infinity }),
    () => dnsResolver({ servers, retries: 1e9 }),
    () => dnsResolver({ servers, concurrency: 0 }),
    () => systemResolver({ timeout: NaN }),
    () => systemResolver({ concurrency: 0 }),
    () => cachedResolver(systemResolver(), { ttl: -1 }),
    () => cachedResolver(systemResolver(), { size: 0 }),
  ]
  for (const call of calls) expect(call).toThrow(expect.objectContaining({ code: 'ERR_OPTION' }))
})
