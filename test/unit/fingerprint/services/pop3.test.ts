import { expect, it } from 'vitest'
import type { AnswerContext, Match } from '../../../../src/fingerprint/service-probe.ts'
import { pop3 } from '../../../../src/fingerprint/services/pop3.ts'
import { pop3 as said } from '../../../fixtures/services/pop3.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const context = { transport: 'tcp', probe: 'listen' } as const
const hello = { address: '192.0.2.1', port: 110, tls: false, random: () => 0 }
const match = (text: string, more: Partial<AnswerContext> = {}): Match | undefined =>
  pop3.matchers[0]!(bytes(text), { ...context, ...more })

it('reads the greeting', () => {
  expect(match(said.greeting)).toMatchObject({
    name: 'pop3',
    product: 'Dovecot',
    os: 'Debian',
    confidence: 'structured',
    details: { ready: true, greeting: 'Dovecot (Debian) ready.' },
  })
})

it('takes the host from the APOP stamp', () => {
  expect(match('+OK POP3 ready <1896.697170952@mail.example.test>\r\n')).toMatchObject({
    hostname: 'mail.example.test',
    details: { apop: '<1896.697170952@mail.example.test>' },
  })
})

it('leaves to Redis what is of Redis', () => {
  const redis = "-ERR unknown command 'GET', with args beginning with: '/'\r\n"
  expect(match(redis)).toBeUndefined()
  expect(match("-ERR wrong number of arguments for 'ping' command\r\n", { port: 6379 })).toBeUndefined()
  expect(match('+OK\r\n', { probe: 'redis' })).toBeUndefined()
})

it('knows refusals by the port or by their words', () => {
  expect(match('-ERR too many connections\r\n', { port: 110 })).toMatchObject({ details: { ready: false } })
  expect(match('-ERR POP3 service is closed\r\n', { port: 4000 })?.name).toBe('pop3')
  expect(match('-ERR too many connections\r\n', { port: 4000 })).toBeUndefined()
})

it('asks for capabilities', () => {
  const known = match(said.greeting)!
  const step = pop3.detail!(known, 0, hello)!
  expect(step.enough!(bytes(said.capa.slice(0, -1)))).toBe(false)
  expect(step.enough!(bytes(said.capa))).toBe(true)
  expect(step.enough!(bytes('-ERR what?\r\n'))).toBe(true)
  const found = step.merge(known, bytes(said.capa), context)
  expect(found.details).toMatchObject({ starttls: true, mechanisms: ['PLAIN'] })
  expect(pop3.startTls!.offered(found)).toBe(true)
  expect(pop3.startTls!.accepted!(bytes('+OK Begin TLS\r\n'))).toBe(true)
  expect(step.merge(known, bytes('-ERR what?\r\n'), context)).toBe(known)
})

it('takes the product from IMPLEMENTATION where the greeting had none', () => {
  const known = match('+OK ready\r\n')!
  const answer = bytes('+OK\r\nIMPLEMENTATION Cyrus POP3 server v2.5.10\r\nUSER\r\n.\r\n')
  expect(pop3.detail!(known, 0, hello)!.merge(known, answer, context)).toMatchObject({
    product: 'Cyrus POP',
    details: { implementation: 'Cyrus POP3 server v2.5.10', starttls: false },
  })
})

it('asks nothing of a server that refused', () => {
  expect(pop3.detail!(match('-ERR busy\r\n', { port: 110 })!, 0, hello)).toBeUndefined()
})
