import { expect, it } from 'vitest'
import type { AnswerContext, Match } from '../../../../src/fingerprint/service-probe.ts'
import { mysqlx } from '../../../../src/fingerprint/services/mysqlx.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { mysqlx as said } from '../../../fixtures/services/mysqlx.ts'

const hello = { address: '192.0.2.1', port: mysqlx.ports[0]!, tls: false, random: () => 0.5 }
const sent = mysqlx.hello!(hello)
const context: AnswerContext = { transport: 'tcp', probe: 'mysqlx', sent }
const match = (text: string | Uint8Array, more: AnswerContext = context): Match | undefined =>
  mysqlx.matchers[0]!(typeof text === 'string' ? bytes(text) : text, more)

it('reads capabilities', () => {
  expect(Buffer.from(sent).toString('hex')).toBe('0100000001')
  expect(match(said.capabilities)).toMatchObject({
    name: 'mysqlx',
    product: 'MySQL',
    details: { starttls: true, mechanisms: ['MYSQL41', 'SHA256_MEMORY'] },
    confidence: 'verified',
  })
})

it('knows the notice that it greets with, whoever is asked', () => {
  expect(match(said.serverHello, { transport: 'tcp', probe: 'listen' })).toMatchObject({ name: 'mysqlx' })
  expect(match(said.error)?.details).toEqual({ error: 'Unexpected message received' })
  expect(match(said.error, { transport: 'tcp', probe: 'http' })).toBeUndefined()
  expect(match(said.ok)).toBeUndefined()
})

it('waits for the capabilities behind the notice', () => {
  expect(mysqlx.enough!(bytes(said.serverHello))).toBe(false)
  expect(mysqlx.enough!(bytes(said.capabilities.slice(0, -1)))).toBe(false)
  expect(mysqlx.enough!(bytes(said.capabilities))).toBe(true)
  expect(mysqlx.enough!(bytes('HTTP/1.1 400 Bad Request'))).toBe(true)
})

it('goes over to TLS where that is offered', () => {
  const { offered, send, accepted } = mysqlx.startTls!
  expect(offered(match(said.capabilities)!)).toBe(true)
  expect(offered(match(said.serverHello)!)).toBe(false)
  expect(Buffer.from(send).readUInt32LE(0)).toBe(send.length - 4)
  expect(Buffer.from(send.subarray(11, 14)).toString()).toBe('tls')
  expect([accepted!(bytes(said.ok)), accepted!(bytes(said.error))]).toEqual([true, false])
})
