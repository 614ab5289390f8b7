import { describe, expect, it } from 'vitest'
import type { AnswerContext, Match } from '../../../../src/fingerprint/service-probe.ts'
import { ftp } from '../../../../src/fingerprint/services/ftp.ts'
import { smtp } from '../../../../src/fingerprint/services/smtp.ts'
import { ftp as said } from '../../../fixtures/services/ftp.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const context = { transport: 'tcp', probe: 'listen' } as const
const hello = { address: '192.0.2.1', port: 21, tls: false, random: () => 0 }
const match = (text: string, more: Partial<AnswerContext> = {}): Match | undefined =>
  ftp.matchers[0]!(bytes(text), { ...context, ...more })

it('reads the greeting of one line and of many', () => {
  expect(match(said.greeting)).toMatchObject({
    name: 'ftp',
    product: 'vsFTPd',
    version: '3.0.3',
    confidence: 'structured',
    details: { code: 220, greeting: '(vsFTPd 3.0.3)' },
  })
  expect(
    match('220-Welcome.\r\n No code here.\r\n220-\r\n220 ProFTPD 1.3.8 Server ready.\r\n'),
  ).toMatchObject({
    product: 'ProFTPD',
    version: '1.3.8',
    details: { greeting: 'Welcome. No code here. ProFTPD 1.3.8 Server ready.' },
  })
})

it.each([
  ['ftp.example.test FTP server (Version 6.4) ready.', 'ftp.example.test'],
  ['ftp.example.test Microsoft FTP Service', 'ftp.example.test'],
  ['Welcome to our FTP service', undefined],
])('takes the host from "%s"', (text, hostname) => {
  expect(match(`220 ${text}\r\n`)?.hostname).toBe(hostname)
})

describe('a greeting without a word on the protocol', () => {
  it('belongs to the port, or to the probe that was sent', () => {
    expect(match('220 ready\r\n', { port: 21 })).toMatchObject({ name: 'ftp', confidence: 'pattern' })
    expect(match('220 ready\r\n', { port: 25 })).toBeUndefined()
    expect(match('220 ready\r\n', { port: 4000, probe: 'ftp' })?.name).toBe('ftp')
    expect(match('421 Too many connections\r\n', { port: 21 })?.name).toBe('ftp')
    expect(match('421 Too many connections\r\n', { port: 4000 })).toBeUndefined()
  })
  it('is FTP on other ports unless it starts with a dotted host name, which SMTP demands', () => {
    expect(match('220 Acme storage box\r\n', { port: 4000 })?.name).toBe('ftp')
    expect(match('220 mx.example.test ready\r\n', { port: 4000 })).toBeUndefined()
    const mail = smtp.matchers[0]!(bytes('220 mx.example.test ready\r\n'), { ...context, port: 4000 })
    expect(mail?.name).toBe('smtp')
  })
  it.each([
    '220 VMware Authentication Daemon Version 1.10: SSL Required\r\n',
    '220 SNPP gateway ready\r\n',
    '200 ok\r\n',
    '2200 x\r\n',
    'HTTP/1.1 220 x',
  ])('is nobody’s: %s', (text) => {
    expect(match(text)).toBeUndefined()
    expect(smtp.matchers[0]!(bytes(text), context)).toBeUndefined()
  })
})

it('never takes mail for FTP, whatever the port', () => {
  expect(match('220 mx.example.test ESMTP Postfix\r\n', { port: 21 })).toBeUndefined()
})

it('asks for features', () => {
  const known = match(said.greeting)!
  const step = ftp.detail!(known, 0, hello)!
  expect(step.enough!(bytes(said.feat.slice(0, -5)))).toBe(false)
  expect(step.enough!(bytes(said.feat))).toBe(true)
  const found = step.merge(known, bytes(said.feat), context)
  expect(found.details).toMatchObject({ starttls: true })
  expect(found.details!['features']).toContain('REST STREAM')
  expect(ftp.startTls!.offered(found)).toBe(true)
  expect(ftp.startTls!.accepted!(bytes('234 Proceed with negotiation.\r\n'))).toBe(true)
  expect(ftp.startTls!.accepted!(bytes('530 Please login.\r\n'))).toBe(false)
})

it('asks nothing of a server that is not ready, and learns nothing from a refusal', () => {
  expect(ftp.detail!(match('421 Too many FTP connections\r\n')!, 0, hello)).toBeUndefined()
  const known = match(said.greeting)!
  const { merge } = ftp.detail!(known, 0, hello)!
  expect(merge(known, bytes('530 Please login.\r\n'), context)).toBe(known)
  // What the greeting's words say stands; what only its form suggests can be mended.
  const mail = bytes('502 5.5.2 Error: command not recognized\r\n')
  expect(merge(known, mail, context)).toBe(known)
  expect(merge(match('220 box ready\r\n')!, mail, context)).toMatchObject({
    name: 'smtp',
    confidence: 'structured',
  })
})
