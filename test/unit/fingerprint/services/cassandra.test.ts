import { expect, it } from 'vitest'
import type { AnswerContext, Match } from '../../../../src/fingerprint/service-probe.ts'
import { cassandra } from '../../../../src/fingerprint/services/cassandra.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { cassandra as said } from '../../../fixtures/services/cassandra.ts'

const hello = { address: '192.0.2.1', port: 9042, tls: false, random: () => 0.5 }
const sent = cassandra.hello!(hello)
const context = { transport: 'tcp', probe: 'cassandra', sent } as const
const match = (text: string, more: AnswerContext = context): Match | undefined =>
  cassandra.matchers.map((matcher) => matcher(bytes(text), more)).find((found) => found !== undefined)

it('asks under a stream id that is not negative', () => {
  expect([...sent]).toEqual([4, 0, 0, 0x80, 5, 0, 0, 0, 0])
  const high = cassandra.hello!({ ...hello, random: () => 0.999 })
  expect(high[2]! & 0x80).toBe(0)
})

it('reads what is supported', () => {
  expect(match(said.supported)).toMatchObject({
    name: 'cassandra',
    product: 'Apache Cassandra',
    info: 'Cassandra 4.1',
    confidence: 'verified',
    details: {
      protocol: 4,
      cqlVersions: ['3.4.6'],
      protocolVersions: ['3/v3', '4/v4', '5/v5', '6/v6-beta'],
      compression: ['snappy', 'lz4'],
      release: '4.1',
    },
  })
  expect(match(said.scylla)).toMatchObject({ product: 'ScyllaDB', details: { cqlVersions: ['3.3.1'] } })
  expect(match(said.dse)?.product).toBe('DataStax Enterprise')
  expect(match(said.supported.replace('3.4.6', '9.9.9'))!.product).toBeUndefined()
})

it('knows one that is too old for the question', () => {
  expect(match(said.oldVersion)).toMatchObject({
    name: 'cassandra',
    confidence: 'structured',
    details: { protocol: 3, error: 'Invalid or unsupported protocol version: 4' },
  })
})

it.each([
  ['another stream', said.supported.replace('\0\x80\x06', '\0\x81\x06')],
  ['no response bit', said.supported.replace('\x84', '\x04')],
  ['a byte less', said.supported.slice(0, -1)],
  ['a byte more', `${said.supported}\0`],
  ['no version of CQL', said.supported.replace('CQL_V', 'SQL_V')],
  ['another error', said.oldVersion.replace('\x0a', '\x0b')],
])('refuses an answer with %s', (_what, text) => {
  expect(match(text)).toBeUndefined()
})

it.each([
  said.toHttp,
  '\x84\0\0\0\0\0\0\0\x6b\0\0\0\x0a\0\x65Invalid or unsupported protocol version (71); the lowest supported version is 3 and the greatest is 4',
])('knows what it says to those who speak something else: %#', (text) => {
  const http = { transport: 'tcp', probe: 'http' } as const
  expect(match(text, http)).toMatchObject({ name: 'cassandra', confidence: 'structured' })
  expect(match(text.slice(0, -1), http)).toBeUndefined()
  expect(match(text.replace('Invalid', 'Another'), http)).toBeUndefined()
  expect(match(text.replace('\0\0\0\0\0', '\0\0\0\0\x01'), http)).toBeUndefined()
})

it('knows it by the bytes alone, but not as the answer to another question', () => {
  expect(match(said.supported, { transport: 'tcp' })?.confidence).toBe('structured')
  expect(match(said.supported, { transport: 'tcp', probe: 'http' })).toBeUndefined()
})
