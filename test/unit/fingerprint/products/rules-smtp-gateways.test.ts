import { smtpGatewayRules } from '../../../../src/fingerprint/products/rules-smtp-gateways.ts'
import { ruleTests } from '../../../support/rule-tests.ts'

ruleTests('smtp', smtpGatewayRules, [
  [
    'mx.example.test Internet Mail Service, Version: 5.5.2653.13 ready',
    'Exchange Server',
    '5.5.2653.13',
    'Windows',
  ],
  ['mx.example.test running IBM AS/400 SMTP V05R03M00', 'IBM i SMTP Server', 'V05R03M00', 'IBM i'],
  ['mx.example.test MX V5.3 AnHp ESMTP', 'Message Exchange', '5.3', 'OpenVMS'],
  ['mx.example.test Novell NetMail ESMTP 3.52', 'NetMail', '3.52'],
  ['mx.example.test ESMTP Citadel server ready.', 'Citadel'],
  ['mx.example.test ModusMail ESMTP Receiver Version 4.5', 'ModusMail', '4.5', 'Windows'],
  ['mx.example.test MERCUR SMTP-Server (v3.20.01)', 'MERCUR Messaging', '3.20.01'],
])
