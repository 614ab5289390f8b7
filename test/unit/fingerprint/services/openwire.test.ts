import { expect, it } from 'vitest'
import type { AnswerContext, Match } from '../../../../src/fingerprint/service-probe.ts'
import { openwire } from '../../../../src/fingerprint/services/openwire.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { openwire as said } from '../../../fixtures/services/openwire.ts'

const match = (
  text: string,
  more: AnswerContext = { transport: 'tcp', probe: 'listen' },
): Match | undefined =>
  openwire.matchers.map((matcher) => matcher(bytes(text), more)).find((found) => found !== undefined)

it('reads the greeting', () => {
  expect(match(said.greeting)).toMatchObject({
    name: 'openwire',
    product: 'Apache ActiveMQ',
    version: '5.17.2',
    cpe: ['cpe:2.3:a:apache:activemq:5.17.2:*:*:*:*:*:*:*'],
    confidence: 'verified',
    details: {
      protocol: 12,
      platform: 'Java',
      properties: {
        CacheSize: 1024,
        MaxFrameSize: 104_857_600,
        TcpNoDelayEnabled: true,
        SizePrefixDisabled: false,
      },
    },
  })
  expect(match(said.old)).toMatchObject({ product: 'Apache ActiveMQ', details: { protocol: 3 } })
  expect(match(said.old)!.version).toBeUndefined()
})

it('reads the greeting of a real ActiveMQ', () => {
  const found = match(said.activemq)!
  expect(found).toMatchObject({
    product: 'Apache ActiveMQ',
    version: '5.18.3',
    details: {
      protocol: 12,
      platform: 'Java',
      properties: { CacheSize: 1024, TightEncodingEnabled: true, MaxInactivityDuration: 30_000 },
    },
  })
  // What it sends is 2^63 - 1: none.
  expect(found.details!['properties']).not.toHaveProperty('MaxFrameSize')
})

it('keeps other makers by their version alone', () => {
  const found = match(said.greeting.replace('\x08ActiveMQ', '\x08OtherMQ!'))!
  expect([found.product, found.version]).toEqual([undefined, '5.17.2'])
})

it.each([
  ['a byte less', said.greeting.slice(0, -1)],
  ['another magic word', said.greeting.replace('ActiveMQ', 'ActiveMX')],
  ['another type', said.greeting.replace('\x01ActiveMQ', '\x02ActiveMQ')],
  ['another number of properties', said.old.replace('\0\0\0\x03\0\x11', '\0\0\0\x04\0\x11')],
  ['a property of no kind', said.old.replace('CacheSize\x05', 'CacheSize\x7f')],
])('refuses a greeting with %s', (_what, text) => {
  expect(text === said.greeting || text === said.old).toBe(false)
  expect(match(text)).toBeUndefined()
})

it('waits for the whole of it', () => {
  expect(openwire.enough!(bytes(said.greeting.slice(0, 40)))).toBe(false)
  expect(openwire.enough!(bytes(said.greeting))).toBe(true)
})
