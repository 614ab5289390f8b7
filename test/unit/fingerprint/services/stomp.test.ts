import { expect, it } from 'vitest'
import type { AnswerContext, Match } from '../../../../src/fingerprint/service-probe.ts'
import { stomp } from '../../../../src/fingerprint/services/stomp.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { stomp as said } from '../../../fixtures/services/stomp.ts'

const hello = { address: '192.0.2.1', port: 61613, tls: false, random: () => 0.5 }
const sent = stomp.hello!(hello)
const context = { transport: 'tcp', probe: 'stomp', sent } as const
const match = (text: string, more: AnswerContext = context): Match | undefined =>
  stomp.matchers.map((matcher) => matcher(bytes(text), more)).find((found) => found !== undefined)

it.each([
  [said.connected, 'RabbitMQ', '3.10.8', 'vmware:rabbitmq:3.10.8'],
  [said.activemq, 'Apache ActiveMQ', '5.15.9', 'apache:activemq:5.15.9'],
  [said.artemis, 'Apache ActiveMQ Artemis', '2.19.0', 'apache:activemq_artemis:2.19.0'],
  [
    'CONNECTED\r\nserver:apache-apollo/1.7.1\r\nversion:1.1\r\n\r\n\0',
    'Apache ActiveMQ Apollo',
    '1.7.1',
    'apollo',
  ],
])('reads who took the connection: %j', (text, product, version, name) => {
  const found = match(text)!
  expect(found).toMatchObject({ name: 'stomp', product, version, confidence: 'structured' })
  expect(found.cpe![0]).toContain(name)
  expect(found.details!['authRequired']).toBe(false)
})

it('takes another server by its own name', () => {
  expect(match('CONNECTED\nserver:CoilMQ/1.0.1\n\n\0')).toMatchObject({ product: 'CoilMQ', version: '1.0.1' })
  expect(match('CONNECTED\nversion:1.2\n\n\0')!.product).toBeUndefined()
})

it('knows why it was refused', () => {
  expect(match(said.otherHost)?.details).toEqual({ protocol: '1.0,1.1,1.2', error: 'Bad CONNECT' })
  expect(match(said.otherVersion)?.details).toMatchObject({ error: 'Version mismatch' })
  expect(match(said.activemqLogin)).toMatchObject({
    product: 'Apache ActiveMQ',
    details: { authRequired: true },
  })
  expect(match(said.activemqToHttp, { transport: 'tcp', probe: 'http' })).toMatchObject({
    product: 'Apache ActiveMQ',
    details: { error: 'Unknown STOMP action: GET / HTTP/1.0' },
  })
})

it.each([
  ['no end', said.connected.slice(0, 40)],
  ['no NUL', said.connected.replace('\0', '')],
  ['a line that is no header', said.connected.replace('server:', 'server')],
  ['none of its headers', 'CONNECTED\nfoo:bar\n\n\0'],
  ['an error without a message', 'ERROR\nfoo:bar\n\n\0'],
  ['the word of another', 'ERROR\r\n'],
])('refuses a frame with %s', (_what, text) => {
  expect(match(text)).toBeUndefined()
})

it('waits for the NUL', () => {
  expect(stomp.enough!(bytes(said.connected.slice(0, -2)))).toBe(false)
  expect(stomp.enough!(bytes(said.connected))).toBe(true)
})
