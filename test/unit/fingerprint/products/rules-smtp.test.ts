import { smtpRules } from '../../../../src/fingerprint/products/rules-smtp.ts'
import { ruleTests } from '../../../support/rule-tests.ts'

ruleTests('smtp', smtpRules, [
  ['vm Python SMTP 1.4.3', 'aiosmtpd', '1.4.3'],
  ['localhost ESMTP msmtpd', 'msmtpd'],
  ['localhost NO UCE NO UBE NO RELAY PROBES', 'Twisted Mail'],
  ['mx.example.test ESMTP Postfix (Debian/GNU)', 'Postfix', undefined, 'Debian'],
  ['mx.example.test ESMTP Postfix (3.7.11)', 'Postfix', '3.7.11'],
  ['mx.example.test ESMTP Exim 4.96 Sat, 21 Nov 2026 07:00:00 +0000', 'Exim', '4.96'],
  ['mx.example.test ESMTP Exim 4.98-RC3 #2 Sat', 'Exim', '4.98-RC3'],
  [
    'mx.example.test ESMTP Sendmail 8.17.1/8.17.1/Debian-2+deb12u2; Sat, 21 Nov 2026',
    'Sendmail',
    '8.17.1',
    'Debian',
  ],
  ['mx.example.test ESMTP OpenSMTPD', 'OpenSMTPD'],
  [
    'mx.example.test Microsoft ESMTP MAIL Service ready at Sat, 21 Nov 2026',
    'Exchange Server',
    undefined,
    'Windows',
  ],
  [
    'mx.example.test Microsoft ESMTP MAIL Service, Version: 10.0.20348.1 ready',
    'IIS',
    '10.0.20348.1',
    'Windows',
  ],
  ['mx.example.test ESMTP Haraka/3.0.2 ready', 'Haraka', '3.0.2'],
  ['mx.example.test ESMTP MailEnable Service, Version: 10.41-- ready', 'MailEnable', '10.41', 'Windows'],
  ['mx.example.test ESMTP CommuniGate Pro 6.3.3', 'CommuniGate Pro', '6.3.3'],
  ['****************************************', 'PIX', undefined, 'PIX'],
])
