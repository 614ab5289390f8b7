import { expect, it } from 'vitest'
import { greetingKind, kindOfRefusal } from '../../../src/fingerprint/greeting-kind.ts'
import { parseReply } from '../../../src/fingerprint/reply-lines.ts'
import type { AnswerContext } from '../../../src/fingerprint/service-probe.ts'

const kind = (text: string, context: Partial<AnswerContext> = {}): string | undefined =>
  greetingKind(parseReply(`${text}\r\n`)!, { transport: 'tcp', ...context })

it('goes by words first', () => {
  expect(kind('220 Acme FTP ready', { port: 25 })).toBe('ftp')
  expect(kind('220 Acme ESMTP ready', { port: 21 })).toBe('smtp')
  expect(kind('421 4.7.0 try later', { port: 4000 })).toBe('smtp')
})

it('then by the probe that was sent, then by the port', () => {
  expect(kind('220 ready', { probe: 'smtp', port: 21 })).toBe('smtp')
  expect(kind('220 ready', { probe: 'listen', port: 2121 })).toBe('ftp')
  expect(kind('220 mail and FTP gateway', { port: 587 })).toBe('smtp')
})

it('then by products, then by the first word', () => {
  expect(kind('220 Acme Gateway wu-2.6')).toBe('ftp')
  expect(kind('220 Haraka 3.0 ready')).toBe('smtp')
  expect(kind('220 box.example.test ready')).toBe('smtp')
  expect(kind('220 box ready')).toBe('ftp')
})

it('takes replies other than greetings only where one of the two is expected', () => {
  expect(kind('250 mail is deliverable')).toBeUndefined()
  expect(kind('250 mail is deliverable', { port: 25 })).toBe('smtp')
  expect(kind('500 what?', { port: 4000 })).toBeUndefined()
})

it('is neither where another service says so', () => {
  expect(kind('220 VMware Authentication Daemon Version 1.10', { port: 21 })).toBeUndefined()
  expect(kind('220 SNPP pager gateway', { port: 25 })).toBeUndefined()
  expect(kind('220 news.example.test FTP server ready')).toBe('ftp')
})

it('reads how a first command is refused', () => {
  const refusal = (text: string): string | undefined => kindOfRefusal(parseReply(`${text}\r\n`)!)
  expect(refusal('502 5.5.2 Error: command not recognized')).toBe('smtp')
  expect(refusal('530 Please login with USER and PASS.')).toBe('ftp')
  expect(refusal('530 5.7.0 Must issue a STARTTLS command first')).toBe('smtp')
  expect(refusal('500 unrecognized command')).toBeUndefined()
  expect(refusal('250 2.1.0 USER ok')).toBeUndefined()
})

it('lets no host name and no length make FTP of a mail server', () => {
  for (const text of [
    '220 ftp.example.test ESMTP ready',
    '220 ftp.example.test ESMTP Postfix (no file transfer here)',
    `220-${'We do not take mail from strangers. '.repeat(30)}\r\n220 box ESMTP`,
    `220 box.example.test ${'x'.repeat(600)} ESMTP`,
  ])
    for (const port of [undefined, 21, 25, 4000])
      expect([text, kind(text, port === undefined ? {} : { port })]).toEqual([text, 'smtp'])
  expect(kind('220 mail.example.test FTP server ready')).toBe('ftp')
  expect(kind('220 ftp.example.test ready')).toBe('ftp')
  // Cut off before it says anything.
  const cut = parseReply(`220 ${'x'.repeat(600)}`)!
  expect(greetingKind(cut, { transport: 'tcp' })).toBeUndefined()
  expect(greetingKind(cut, { transport: 'tcp', port: 25 })).toBe('smtp')
})

it('knows LMTP by its name and by its port', () => {
  expect(kind('220 box.example.test LMTP Acme ready', { port: 25 })).toBe('lmtp')
  expect(kind('220 box Dovecot ready.', { port: 24 })).toBe('lmtp')
  expect(kind('220 box mail ready', { port: 24 })).toBe('lmtp')
  expect(kind('220 box ESMTP ready', { port: 24 })).toBe('smtp')
})
