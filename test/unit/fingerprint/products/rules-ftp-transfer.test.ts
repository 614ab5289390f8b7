import { ftpTransferRules } from '../../../../src/fingerprint/products/rules-ftp-transfer.ts'
import { ruleTests } from '../../../support/rule-tests.ts'

ruleTests('ftp', ftpTransferRules, [
  ['Sami FTP Server 2.0.1', 'Sami FTP Server', '2.0.1', 'Windows'],
  ["PCMan's FTP Server 2.0 Ready.", 'PCMan FTP Server', '2.0'],
  ['MOVEit Transfer FTP Server', 'MOVEit Transfer'],
  ['box FTP server (Digital UNIX Version 5.60) ready.', 'Tru64 ftpd', undefined, 'Tru64 UNIX'],
  ['XEROX WorkCentre 5655', 'Xerox FTP server'],
  [
    'FTP print service:V-1.13/Use the network password for the ID if updating.',
    'Brother FTP print service',
    '1.13',
  ],
  ['Network Management Card AOS v3.7.3 FTP server ready.', 'Network Management Card', '3.7.3'],
])
