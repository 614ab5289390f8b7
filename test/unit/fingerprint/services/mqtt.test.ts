import { expect, it } from 'vitest'
import type { AnswerContext, Match } from '../../../../src/fingerprint/service-probe.ts'
import { mqtt } from '../../../../src/fingerprint/services/mqtt.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { mqtt as said } from '../../../fixtures/services/mqtt.ts'

const hello = { address: '192.0.2.1', port: 1883, tls: false, random: () => 0.5 }
const context = { transport: 'tcp', probe: 'mqtt' } as const
const match = (text: string, more: AnswerContext = context): Match | undefined =>
  mqtt.matchers.map((matcher) => matcher(bytes(text), more)).find((found) => found !== undefined)

it('connects as a client that nobody knows', () => {
  const words = Buffer.from(mqtt.hello!(hello))
  expect(words.toString('latin1')).toBe('\x10\x1c\0\x04MQTT\x04\x02\0\x0a\0\x10portscan80808080')
  expect(words[1]).toBe(words.length - 2)
})

it('reads a CONNACK of 3.1.1', () => {
  expect(match(said.accepted)).toMatchObject({
    name: 'mqtt',
    confidence: 'structured',
    details: { protocol: '3.1.1', code: 0, authRequired: false },
  })
  expect(match(said.refused)?.details).toEqual({ protocol: '3.1.1', code: 5, authRequired: true })
  expect(match(' \x02\0\x02')?.details).toEqual({ protocol: '3.1.1', code: 2 })
})

it.each([
  ['an unknown code', ' \x02\0\x06'],
  ['a session of ours', ' \x02\x01\0'],
  ['more behind it', `${said.accepted}x`],
  ['less', ' \x02\0'],
  ['another packet', '0\x02\0\0'],
  ['a reason that there is not', ' \x03\0\x42\0'],
  ['properties that end early', ' \x05\0\0\x02"\0'],
  ['a property that there is not', ' \x05\0\0\x02\x7f\0'],
  ['a length without an end', ' \xff\xff\xff\xff\xff'],
])('refuses a CONNACK with %s', (_what, text) => {
  expect(match(text)).toBeUndefined()
})

it('does not take the answer to another question for one', () => {
  expect(match(said.accepted, { transport: 'tcp', probe: 'http' })).toBeUndefined()
  expect(match(said.version5, { transport: 'tcp', probe: 'listen' })).toBeUndefined()
})

it('asks a broker that is open for 5.0, and knows Mosquitto by its limits', () => {
  const known = match(said.accepted)!
  const step = mqtt.detail!(known, 1, hello)!
  expect(step.fresh).toBe(true)
  expect(step.send[1]).toBe(step.send.length - 2)
  expect(step.enough!(bytes(said.version5.slice(0, 6)))).toBe(false)
  expect(step.enough!(bytes(said.version5))).toBe(true)
  expect(step.merge(known, bytes(said.version5), context)).toMatchObject({
    product: 'Eclipse Mosquitto',
    details: { version5: true, properties: { topicAliasMaximum: 10, receiveMaximum: 20 } },
  })
  expect(step.merge(known, bytes(' \x02\0\x01'), context).details).toEqual({
    ...known.details,
    version5: false,
  })
  const other = step.merge(known, bytes(said.limits), context)
  expect(other.product).toBeUndefined()
  expect(other.details!['properties']).toEqual({
    receiveMaximum: 32,
    maximumPacketSize: 1_048_576,
    retainAvailable: true,
    wildcardSubscriptions: true,
    assignedClientId: 'auto-1',
  })
  expect(mqtt.detail!(known, 2, hello)).toBeUndefined()
  expect(mqtt.detail!(match(said.refused)!, 0, hello)).toBeUndefined()
})
