import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { brandOf, splitSentence } from '../../../../src/fingerprint/products/split-sentence.ts'

describe('splitSentence', () => {
  it.each([
    ['mx.example.test ESMTP Acme Mail Server 6.2.1 ready', 'Acme Mail Server', '6.2.1'],
    ['mx.example.test Acme Internet Agent 5.5.1 Ready (C)1998 Acme, Inc.', 'Acme Internet Agent', '5.5.1'],
    ['mx.example.test SMTP Server (ACME SMTP Server 2.3.2) ready Tue, 19 May', 'ACME SMTP Server', '2.3.2'],
    ['mx.example.test ESMTP AcmeMailer [Free Edition] 1.91; Fri', 'AcmeMailer', '1.91'],
    ['AcmeSite ESMTP Receiver Version 10.2.0.0 Ready', 'AcmeSite ESMTP Receiver', '10.2.0.0'],
    ['pop.example.test AcmePost IMAP4rev1 v42.02.05 server ready.', 'AcmePost', '42.02.05'],
    ['Acme Post 2003 POP3 server version 6.5.7 (host) ready.', 'Acme Post 2003', '6.5.7'],
    ['ftp.example.test FTP server (acmed 1.31) ready.', 'acmed', '1.31'],
    ['host FTP server (Acme netutils 1.4.1) ready.', 'Acme netutils', '1.4.1'],
    ['acFTPd 2.0.4 ready', 'acFTPd', '2.0.4'],
    ['Welcome to Acme Server v3.1', 'Acme Server', '3.1'],
    ['acmed 1.2 at your service', 'acmed', '1.2'],
  ])('%s', (text, product, version) => {
    expect(splitSentence(text)).toEqual({ product, version })
  })

  it('takes neither a company nor a host nor an address for a program', () => {
    expect(splitSentence('Welcome to the Acme Corporation FTP server')).toEqual({})
    expect(splitSentence('mail.example.test 2.1')).toEqual({ version: '2.1' })
    expect(splitSentence('Server 2.1')).toEqual({ version: '2.1' })
    expect(splitSentence('hello [192.0.2.1], pleased to meet you')).toEqual({})
    expect(splitSentence('FTP server ready at 192.0.2.1')).toEqual({})
    expect(splitSentence('FTP server (192.0.2.1) ready')).toEqual({})
    expect(splitSentence('192.0.2.1 ESMTP ready')).toEqual({})
    expect(splitSentence('mx ESMTP ready, 21.11.2026 12:00')).toEqual({})
  })
})

describe('brandOf', () => {
  it.each([
    ['mx.example.test ESMTP AcmeManager service ready', 'AcmeManager'],
    ['mx.example.test ESMTP qacmesmtpd', 'qacmesmtpd'],
    ['mx.example.test ESMTP acmemail; Thu, 30 Nov', 'acmemail'],
    ['Welcome to Acme-FTPd [privsep]', 'Acme-FTPd'],
    ['AcFTPd.', 'AcFTPd'],
  ])('%s', (text, product) => {
    expect(brandOf(text)).toBe(product)
  })

  it.each([
    'mx.example.test ESMTP ready',
    'mx.example.test ESMTP Acme',
    'mx.example.test ESMTP service ready',
    'mail.AcmeCorp.test ESMTP AcmeCorp',
    'acmeftpd.example.test FTP server ready',
    'Acme Corporation FTP service',
    'mx.example.test SMTP handler',
  ])('none in: %s', (text) => {
    expect(brandOf(text)).toBeUndefined()
  })
})

it('never throws, and names nothing longer than what it was given', () => {
  const part = fc.oneof(
    fc.string({ maxLength: 80 }),
    fc.constantFrom('ESMTP ', 'FTP server (', 'version ', '1.2.3', ' (', 'v', 'Welcome to ', '$1', 'Acme '),
  )
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
      const text = parts.join('').slice(0, 512)
      const { product = '', version = '' } = splitSentence(text)
      expect(text).toContain(product)
      expect(version.length).toBeLessThanOrEqual(64)
      expect(text).toContain(brandOf(text) ?? '')
    }),
  )
})
