import { expect, it } from 'vitest'
import type { AnswerContext, Match } from '../../../../src/fingerprint/service-probe.ts'
import { amqp } from '../../../../src/fingerprint/services/amqp.ts'
import { amqp as said } from '../../../fixtures/services/amqp.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const hello = { address: '192.0.2.1', port: 5672, tls: false, random: () => 0.5 }
const sent = amqp.hello!(hello)
const context = { transport: 'tcp', probe: 'amqp', sent } as const
const match = (text: string, more: AnswerContext = context): Match | undefined =>
  amqp.matchers.map((matcher) => matcher(bytes(text), more)).find((found) => found !== undefined)

it('reads Connection.Start', () => {
  expect(match(said.start)).toEqual({
    name: 'amqp',
    product: 'RabbitMQ',
    vendor: 'VMware',
    version: '3.10.8',
    cpe: ['cpe:2.3:a:vmware:rabbitmq:3.10.8:*:*:*:*:*:*:*'],
    details: {
      protocol: '0-9-1',
      mechanisms: ['PLAIN', 'AMQPLAIN'],
      locales: ['en_US'],
      platform: 'Erlang/OTP 25.2.3',
      cluster: 'rabbit@mq-1',
      capabilities: [
        'publisher_confirms',
        'exchange_exchange_bindings',
        'basic.nack',
        'consumer_cancel_notify',
        'connection.blocked',
        'consumer_priorities',
        'authentication_failure_close',
        'per_consumer_qos',
        'direct_reply_to',
      ],
    },
    confidence: 'verified',
    evidence: 'Connection.Start, its lengths fit',
  })
})

it('waits for the whole of it, and takes no part', () => {
  for (const length of [1, 7, 12, 100, said.start.length - 1]) {
    expect(amqp.enough!(bytes(said.start.slice(0, length)))).toBe(false)
    expect(match(said.start.slice(0, length))).toBeUndefined()
  }
  expect(amqp.enough!(bytes(said.start))).toBe(true)
  expect(match(said.start.replace('\0\x0a\0\x0a', '\0\x0a\0\x0b'))).toBeUndefined()
})

it('knows the version that a server would like, whatever it was asked', () => {
  expect(match(said.toHttp, { transport: 'tcp', probe: 'http' })).toMatchObject({
    name: 'amqp',
    confidence: 'structured',
    details: { protocol: '0-9-1' },
  })
  expect(match(said.wants1)?.details).toEqual({ protocol: '1.0' })
  expect(match('AMQP\x09\x09\x09\x09')).toBeUndefined()
  expect(match('AMQP\0\x01\0\0 and more')).toBeUndefined()
})

it('is not fooled by an echo', () => {
  expect(match(Buffer.from(sent).toString('latin1'))).toBeUndefined()
})

it('asks for the mechanisms of 1.0', () => {
  const known = match(said.wants1)!
  const step = amqp.detail!(known, 0, hello)!
  expect(step.fresh).toBe(true)
  expect(step.enough!(bytes(said.mechanisms.slice(0, 20)))).toBe(false)
  expect(step.enough!(bytes(said.mechanisms))).toBe(true)
  const found = step.merge(known, bytes(said.mechanisms), context)
  expect(found.details).toEqual({ protocol: '1.0', mechanisms: ['ANONYMOUS', 'PLAIN', 'AMQPLAIN'] })
  expect(step.merge(known, bytes(said.toHttp), context)).toBe(known)
  expect(amqp.detail!(found, 2, hello)).toBeUndefined()
  expect(amqp.detail!(match(said.start)!, 0, hello)).toBeUndefined()
})

it.each([
  [said.activemqToOther, said.activemqOpen, 'Apache ActiveMQ', '5.18.3', 'test'],
  [said.artemisToOther, said.artemisOpen, 'Apache ActiveMQ Artemis', '2.31.2', 'localhost'],
])('asks who it is where one may come without a name: %#', (refusal, opened, product, version, container) => {
  const known = match(refusal)!
  expect(known).toMatchObject({ confidence: 'structured', details: { protocol: '1.0' } })
  const mechanisms = amqp.detail!(known, 0, hello)!.merge(known, bytes(opened), context)
  const step = amqp.detail!(mechanisms, 1, hello)!
  expect(step.enough!(bytes(opened.slice(0, 100)))).toBe(false)
  expect(step.enough!(bytes(opened))).toBe(true)
  expect(step.merge(mechanisms, bytes(opened), context)).toMatchObject({
    product,
    version,
    details: { protocol: '1.0', mechanisms: ['PLAIN', 'ANONYMOUS'], container },
  })
  const named = { ...mechanisms, details: { protocol: '1.0', mechanisms: ['PLAIN'] } }
  expect(amqp.detail!(named, 1, hello)).toBeUndefined()
})
