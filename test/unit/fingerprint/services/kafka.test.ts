import { expect, it } from 'vitest'
import type { AnswerContext, Match } from '../../../../src/fingerprint/service-probe.ts'
import { kafka } from '../../../../src/fingerprint/services/kafka.ts'
import { kafkaVersions } from '../../../../src/fingerprint/services/kafka-versions.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { kafka as said } from '../../../fixtures/services/kafka.ts'

const hello = { address: '192.0.2.1', port: 9092, tls: false, random: () => 0.5 }
const sent = kafka.hello!(hello)
const context = { transport: 'tcp', probe: 'kafka', sent } as const
const match = (text: string, more: AnswerContext = context): Match | undefined =>
  kafka.matchers.map((matcher) => matcher(bytes(text), more)).find((found) => found !== undefined)

it('asks in the form of the protocol', () => {
  expect(Buffer.from(sent).toString('latin1')).toBe('\0\0\0\x12\0\x12\0\0\x80\x80\x80\x80\0\x08portscan')
})

it('reads what a broker can do, and which releases can just that', () => {
  const found = match(said.recent)!
  expect(found).toMatchObject({
    name: 'kafka',
    product: 'Apache Kafka',
    info: 'Kafka 3.5 to 3.6',
    confidence: 'verified',
    details: { error: 0, versions: { from: '3.5', to: '3.6' } },
  })
  expect(found.version).toBeUndefined()
  expect(found.details!['apis']).toContainEqual({ key: 18, min: 0, max: 3 })
  expect(match(said.oldest)?.info).toBe('Kafka 0.10.0')
})

it('knows a real broker, and a controller that is none', () => {
  const broker = match(said.broker)!
  expect(broker).toMatchObject({ product: 'Apache Kafka', info: 'Kafka 3.7', confidence: 'verified' })
  expect(broker.details!['apis']).toHaveLength(57)
  const controller = match(said.controller)!
  expect(controller).toMatchObject({ name: 'kafka', confidence: 'verified', details: { error: 0 } })
  expect(controller.product).toBeUndefined()
})

it('does not take what only speaks its protocol for Kafka', () => {
  const found = match(said.relative)!
  expect(found.name).toBe('kafka')
  expect(found.product).toBeUndefined()
  expect(
    kafkaVersions([
      { key: 4, min: 0, max: 1 },
      { key: 0, min: 0, max: 99 },
    ]),
  ).toBeUndefined()
})

it('knows a refusal', () => {
  expect(match(said.refused)?.details).toEqual({ error: 35, apis: [{ key: 18, min: 0, max: 3 }] })
  expect(match('\0\0\0\x0a\x80\x80\x80\x80\0\x23\0\0\0\0')?.confidence).toBe('verified')
})

it.each([
  ['another id', said.recent.replace('\x80\x80', '\x80\x81')],
  ['a byte less', said.recent.slice(0, -1)],
  ['a byte more', `${said.recent}\0`],
  ['an error that there is not', said.recent.replace('\x80\0\0', '\x80\0\x01')],
  ['a list that does not have the question', '\0\0\0\x10\x80\x80\x80\x80\0\0\0\0\0\x01\0\0\0\0\0\x01'],
  ['versions the wrong way round', '\0\0\0\x10\x80\x80\x80\x80\0\0\0\0\0\x01\0\x12\0\x03\0\x01'],
  ['no list', '\0\0\0\x0a\x80\x80\x80\x80\0\0\0\0\0\0'],
])('refuses an answer with %s', (_what, text) => {
  expect(match(text)).toBeUndefined()
})

it('knows it by the bytes alone, but not as the answer to another question', () => {
  expect(match(said.recent, { transport: 'tcp' })?.confidence).toBe('structured')
  expect(match(said.recent, { transport: 'tcp', probe: 'http' })).toBeUndefined()
})

it('waits for the whole answer', () => {
  expect(kafka.enough!(bytes(said.recent.slice(0, 30)))).toBe(false)
  expect(kafka.enough!(bytes(said.recent))).toBe(true)
})
