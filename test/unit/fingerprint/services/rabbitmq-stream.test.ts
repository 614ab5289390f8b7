import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { rabbitmqStream } from '../../../../src/fingerprint/services/rabbitmq-stream.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { rabbitmqStream as said } from '../../../fixtures/services/rabbitmq-stream.ts'

const sent = rabbitmqStream.hello!({ address: '192.0.2.1', port: 5552, tls: false, random: () => 0.5 })
const named = (text: string) =>
  recognize(bytes(text), { transport: 'tcp', probe: 'rabbitmq-stream', sent }, [rabbitmqStream])

it('asks for properties and tells none', () => {
  expect(Buffer.from(sent).toString('hex')).toBe('0000000c' + '00110001' + '80808080' + '00000000')
})

it('reads what it is', () => {
  expect(named(said.properties)).toMatchObject({
    name: 'rabbitmq-stream',
    product: 'RabbitMQ',
    version: '3.10.8',
    details: { cluster: 'mq@vm', platform: 'Erlang/OTP 25.2.3' },
    confidence: 'verified',
  })
  expect(named(said.properties.replace('RabbitMQ', 'HareMQue'))).not.toHaveProperty('version')
})

it('takes nothing that is cut off, too long, or under another id', () => {
  for (let length = 0; length < said.properties.length; length += 7) {
    expect(named(said.properties.slice(0, length))).toBeUndefined()
    expect(rabbitmqStream.enough!(bytes(said.properties.slice(0, length)))).toBe(false)
  }
  expect(named(`${said.properties}x`)).toBeUndefined()
  expect(named(said.properties.replace('\x80\x80\x80', '\x80\x80\x81'))).toBeUndefined()
  expect(named(said.properties.replace('\x00\x06\x00\x0c', '\x00\x05\x00\x0c'))).toBeUndefined()
  expect(named(said.properties.replace('\x00\x06\x00\x0c', '\x00\x07\x00\x0c'))).toBeUndefined()
})
