import { expect, it } from 'vitest'
import type { AnswerContext, Match } from '../../../../src/fingerprint/service-probe.ts'
import { smtp } from '../../../../src/fingerprint/services/smtp.ts'
import { ambiguousGreeting, lmtp } from '../../../fixtures/services/lmtp.ts'
import { smtp as said } from '../../../fixtures/services/smtp.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const context = { transport: 'tcp', probe: 'listen' } as const
const hello = { address: '192.0.2.1', port: 25, tls: false, random: () => 0 }
const match = (text: string, more: Partial<AnswerContext> = {}): Match | undefined =>
  smtp.matchers[0]!(bytes(text), { ...context, ...more })

it('reads the greeting', () => {
  expect(match(said.greeting)).toMatchObject({
    name: 'smtp',
    product: 'Exim',
    version: '4.96',
    hostname: 'mail.example.test',
    confidence: 'structured',
    details: { code: 220 },
  })
})

it('takes no address for a host name', () => {
  expect(match('220 192.0.2.1 ESMTP ready\r\n')?.hostname).toBeUndefined()
})

it.each([
  ['554 mx.example.test ESMTP not accepting messages\r\n', undefined, undefined],
  ['221 2.7.0 Error: I can break rules, too. Goodbye.\r\n', undefined, undefined],
  ['502 5.3.0 Sendmail 8.11.2 -- HELP not implemented\r\n', 25, 'Sendmail'],
  ['250 <root> is deliverable\r\n', 25, 'Exim'],
  ['500 unrecognized command\r\n', 587, undefined],
])('knows other replies: %s', (text, port, product) => {
  const found = match(text, port === undefined ? {} : { port })
  expect([found?.name, found?.product, found?.confidence]).toEqual(['smtp', product, 'pattern'])
})

it('asks with EHLO for extensions', () => {
  const known = match(said.greeting)!
  const step = smtp.detail!(known, 0, hello)!
  expect(Buffer.from(step.send).toString()).toBe('EHLO portscan.invalid\r\n')
  expect(step.enough!(bytes(said.ehlo.slice(0, -10)))).toBe(false)
  const found = step.merge(known, bytes(said.ehlo), context)
  expect(found.details).toMatchObject({ starttls: true, size: 1_000_000 })
  expect(found.details!['extensions']).toContain('PIPELINING')
  expect(smtp.startTls!.offered(found)).toBe(true)
  expect(smtp.startTls!.accepted!(bytes('220 TLS go ahead\r\n'))).toBe(true)
  expect(smtp.startTls!.accepted!(bytes('454 not now\r\n'))).toBe(false)
})

it('reads AUTH in both spellings, and the host from EHLO where the greeting hid it', () => {
  const known = match('220 ESMTP ready\r\n')!
  const { merge } = smtp.detail!(known, 0, hello)!
  const found = merge(known, bytes('250-mx.example.test\r\n250-AUTH=LOGIN PLAIN\r\n250 SIZE\r\n'), context)
  expect(found).toMatchObject({
    hostname: 'mx.example.test',
    details: { mechanisms: ['LOGIN', 'PLAIN'], starttls: false },
  })
  expect(found.details).not.toHaveProperty('size')
  expect(merge(known, bytes('502 5.5.1 what?\r\n'), context)).toEqual({
    ...known,
    details: { ...known.details, refusal: 502 },
  })
})

it('finds out by EHLO that a guess was wrong', () => {
  const known = match('220 box.example.test ready\r\n')!
  const { merge } = smtp.detail!(known, 0, hello)!
  const login = bytes('530 Please login with USER and PASS.\r\n')
  expect(merge(known, login, context)).toMatchObject({ name: 'ftp', confidence: 'structured' })
  expect(merge(match(said.greeting)!, login, context).name).toBe('smtp')
})

it('asks nothing of a server that does not serve', () => {
  expect(smtp.detail!(match('554 mx.example.test ESMTP no\r\n')!, 0, hello)).toBeUndefined()
})

it('finds out that a server is one of LMTP where it refuses EHLO', () => {
  const known = match(ambiguousGreeting)!
  const refused = smtp.detail!(known, 0, hello)!.merge(known, bytes(lmtp.ehloRefused), context)
  expect(refused.details).toMatchObject({ refusal: 500 })
  const step = smtp.detail!(refused, 1, hello)!
  expect(Buffer.from(step.send).toString()).toBe('LHLO portscan.invalid\r\n')
  expect(step.merge(refused, bytes(lmtp.lhlo), context)).toMatchObject({
    name: 'lmtp',
    product: 'Dovecot',
    confidence: 'structured',
    details: { starttls: true },
  })
  expect(step.merge(refused, bytes('500 what?\r\n'), context).name).toBe('smtp')
  expect(smtp.detail!(known, 1, hello)).toBeUndefined()
})
