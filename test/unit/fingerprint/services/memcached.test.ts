import { expect, it } from 'vitest'
import type { AnswerContext, Match } from '../../../../src/fingerprint/service-probe.ts'
import { memcached } from '../../../../src/fingerprint/services/memcached.ts'
import { memcached as said } from '../../../fixtures/services/memcached.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const hello = { address: '192.0.2.1', port: 11211, tls: false, random: () => 0 }
const match = (text: string, more: Partial<AnswerContext> = {}): Match | undefined =>
  memcached.matchers
    .map((matcher) => matcher(bytes(text), { transport: 'tcp', ...more }))
    .find((found) => found !== undefined)

it('reads the version', () => {
  expect(match(said.version)).toEqual({
    name: 'memcached',
    product: 'memcached',
    vendor: 'memcached',
    version: '1.6.18',
    cpe: ['cpe:2.3:a:memcached:memcached:1.6.18:*:*:*:*:*:*:*'],
    details: { authRequired: false },
    confidence: 'structured',
    evidence: 'VERSION line',
  })
  expect(match('VERSION 1.4.25 Ubuntu\r\n')?.version).toBe('1.4.25')
  expect(match('VERSION')).toBeUndefined()
  const infinispan = match(said.infinispan)!
  expect([infinispan.product, infinispan.version]).toEqual(['Infinispan', '14.0.21.Final'])
  const other = match('VERSION 2.7.3\r\n')!
  expect([other.product, other.version]).toEqual([undefined, '2.7.3'])
})

it('knows that it wants a login', () => {
  expect(match('CLIENT_ERROR unauthenticated\r\n')).toMatchObject({ details: { authRequired: true } })
})

it('takes ERROR for its own only as an answer, and asks again to be sure', () => {
  expect(match(said.toForeign)).toBeUndefined()
  expect(match(said.toForeign, { probe: 'listen' })).toBeUndefined()
  const known = match(said.toForeign, { probe: 'http' })!
  expect(known.confidence).toBe('pattern')
  const step = memcached.detail!(known, 0, hello)!
  expect(step.merge(known, bytes(said.version), { transport: 'tcp' })).toMatchObject({
    version: '1.6.18',
    confidence: 'structured',
  })
  expect(step.merge(known, bytes('OK\r\n'), { transport: 'tcp' })).toBe(known)
  expect(match('ERROR: no such thing\r\n', { probe: 'http' })).toBeUndefined()
})

it('asks nothing more where the version is known', () => {
  expect(memcached.detail!(match(said.version)!, 0, hello)).toBeUndefined()
})
