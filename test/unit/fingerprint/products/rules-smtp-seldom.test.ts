import { smtpSeldomRules } from '../../../../src/fingerprint/products/rules-smtp-seldom.ts'
import { ruleTests } from '../../../support/rule-tests.ts'

ruleTests('smtp', smtpSeldomRules, [
  ['CheckPoint FireWall-1 secure ESMTP server', 'FireWall-1'],
  ['mx.example.test Worldmail 1.3.167 ready', 'WorldMail', '1.3.167'],
  ['mx.example.test CMailServer 5.2 SMTP Service Ready', 'CMailServer', '5.2', 'Windows'],
  ['DavMail 6.2.2-3546 SMTP ready at Sat Nov 21', 'DavMail', '6.2.2-3546'],
  ['mx.example.test ESMTP Service Ready (Proton Mail Bridge)', 'Proton Mail Bridge'],
  ['mx.example.test Inbucket SMTP ready', 'Inbucket'],
  ['EventMachine SMTP Server', 'MailCatcher'],
  ['mx.example.test ESMTP chasquid', 'chasquid'],
  ['mx.example.test SMTP Guerrilla(v1.6.1) #1 (3) 2026-11-21', 'Go-Guerrilla', '1.6.1'],
  ['mx.example.test KumoMTA', 'KumoMTA'],
  ['mx.example.test MasqMail 0.2.30 ESMTP', 'masqmail', '0.2.30'],
  ['SG ESMTP service ready at ismtpd0001', 'SendGrid'],
  ['mx.cloudflare.example Cloudflare Email ESMTP Service ready', 'Email Routing'],
  ['mx.zoho.com SMTP Server ready November 21', 'Zoho Mail'],
])
