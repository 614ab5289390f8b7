import { describe } from 'vitest'
import { imapRules, pop3Rules } from '../../../../src/fingerprint/products/rules-mailbox.ts'
import { smtpRules } from '../../../../src/fingerprint/products/rules-smtp.ts'
import { ruleTests } from '../../../support/rule-tests.ts'

// Both lists end with the rules of SMTP, as the servers are often the same; those are tested there.
const foreign = new Set(smtpRules)
const own = (rules: typeof smtpRules): typeof smtpRules => [...rules].filter((rule) => !foreign.has(rule))

describe('POP3', () => {
  ruleTests('pop3', own(pop3Rules), [
    ['Dovecot (Debian) ready.', 'Dovecot', undefined, 'Debian'],
    ['POP3 Ready ', 'Mailutils'],
    ['mail.example.test Cyrus POP3 v2.5.10 server ready', 'Cyrus POP', '2.5.10'],
    ['Qpopper (version 4.0.9) at mail.example.test starting.', 'Qpopper', '4.0.9'],
    ['POP3 mail.example.test v2003.83 server ready', 'UW IMAP', '2003.83'],
    ['Hello there. <4711.1700000000@mail.example.test>', 'Courier POP3'],
    ['mail.example.test popper (version 1.831) starting', 'popper', '1.831'],
  ])
})

describe('IMAP', () => {
  ruleTests('imap', own(imapRules), [
    ['Dovecot ready.', 'Dovecot'],
    [
      'mail.example.test Cyrus IMAP 3.6.1-Debian-3.6.1-4+deb12u3 server ready',
      'Cyrus IMAP',
      '3.6.1',
      'Debian',
    ],
    ['Courier-IMAP ready. Copyright 1998-2024 Double Precision, Inc.', 'Courier IMAP'],
    ['The Microsoft Exchange IMAP4 service is ready.', 'Exchange Server', undefined, 'Windows'],
    ['IMAPrev1', 'hMailServer', undefined, 'Windows'],
    ['Gimap ready for requests from 192.0.2.1 a1mb12345', 'Gmail'],
  ])
})
