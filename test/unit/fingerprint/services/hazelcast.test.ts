import { expect, it } from 'vitest'
import type { AnswerContext, Match } from '../../../../src/fingerprint/service-probe.ts'
import { hazelcast } from '../../../../src/fingerprint/services/hazelcast.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { hazelcast as said } from '../../../fixtures/services/hazelcast.ts'

const match = (answer: Uint8Array, probe = 'hazelcast'): Match | undefined =>
  hazelcast.matchers[0]!(answer, { transport: 'tcp', probe } satisfies AnswerContext)

it('knows a member by the protocol that it agrees to', () => {
  expect(match(bytes(said.protocol))).toMatchObject({
    name: 'hazelcast',
    product: 'Hazelcast',
    confidence: 'structured',
    cpe: ['cpe:2.3:a:hazelcast:hazelcast:*:*:*:*:*:*:*:*'],
  })
  expect(hazelcast.enough!(bytes('HZ'))).toBe(false)
  expect(hazelcast.enough!(bytes(said.protocol))).toBe(true)
})

it('is none of those who repeat what they hear, say more, or were asked something else', () => {
  const hello = hazelcast.hello!({ address: '192.0.2.1', port: 5701, tls: false, random: () => 0 })
  expect(match(hello)).toBeUndefined()
  expect(match(bytes('HZC\r\n'))).toBeUndefined()
  expect(match(bytes('HZ'))).toBeUndefined()
  expect(match(bytes(said.protocol), 'listen')).toBeUndefined()
})
