import { expect, it } from 'vitest'
import type { AnswerContext, Match } from '../../../../src/fingerprint/service-probe.ts'
import { nats } from '../../../../src/fingerprint/services/nats.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { nats as said } from '../../../fixtures/services/nats.ts'

const context = { transport: 'tcp', probe: 'listen' } as const
const match = (text: string, more: AnswerContext = context): Match | undefined =>
  nats.matchers.map((matcher) => matcher(bytes(text), more)).find((found) => found !== undefined)

it('reads the greeting', () => {
  expect(match(said.open)).toMatchObject({
    name: 'nats',
    product: 'NATS Server',
    version: '2.9.10',
    cpe: ['cpe:2.3:a:linuxfoundation:nats-server:2.9.10:*:*:*:*:*:*:*'],
    confidence: 'structured',
    details: {
      authRequired: false,
      tlsRequired: false,
      headers: true,
      maxPayload: 1_048_576,
      go: 'go1.19.8',
    },
  })
  expect(match(said.login)?.details).toMatchObject({ authRequired: true })
  expect(match(said.toHttp, { transport: 'tcp', probe: 'http' })?.version).toBe('2.9.10')
})

it('reads what a server with TLS tells, and goes over to it without a word', () => {
  const found = match(said.tls)!
  expect(found).toMatchObject({
    version: '2.10.22-beta.1',
    details: {
      serverId: 'NABC',
      serverName: 'hub',
      cluster: 'C1',
      jetstream: true,
      tlsRequired: true,
      protocol: 1,
    },
  })
  expect(nats.startTls!.offered(found)).toBe(true)
  expect(nats.startTls!.offered(match(said.open)!)).toBe(false)
  expect(nats.startTls!.send).toHaveLength(0)
})

it('waits for the end of the line', () => {
  expect(nats.enough!(bytes(said.open.slice(0, -2)))).toBe(false)
  expect(nats.enough!(bytes(said.open))).toBe(true)
})

it.each([
  ['no end', said.open.slice(0, 100)],
  ['no JSON', 'INFO {"server_id":}\r\n'],
  ['no id', 'INFO {"version":"1.0"}\r\n'],
  ['an id that is no text', 'INFO {"server_id":{}}\r\n'],
  ['another word', said.open.replace('INFO', 'DATA')],
])('refuses a greeting with %s', (_what, text) => {
  expect(match(text)).toBeUndefined()
})

it('leaves out what is of the wrong type', () => {
  const text =
    'INFO {"server_id":"A","version":7,"max_payload":"x","jetstream":1,"go":["a"],"__proto__":{"auth_required":true}}\n'
  expect(match(text)).toMatchObject({ details: { serverId: 'A', authRequired: false } })
  expect(match(text)!.version).toBeUndefined()
})
