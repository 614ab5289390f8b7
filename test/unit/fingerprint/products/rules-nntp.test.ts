import { nntpRules } from '../../../../src/fingerprint/products/rules-nntp.ts'
import { ruleTests } from '../../../support/rule-tests.ts'

ruleTests('nntp', nntpRules, [
  ['news.example.test InterNetNews NNRP server INN 2.6.4 ready (posting ok)', 'INN', '2.6.4'],
  ['news.example.test InterNetNews server INN 2.7.1 ready', 'INN', '2.7.1'],
  ['Leafnode NNTP Daemon, version 1.11.11 running at news.example.test', 'Leafnode', '1.11.11'],
  ["Hi, you can't post (sn version 0.3.8)", 'sn', '0.3.8'],
  [
    'NNTP Service 6.0.3790.3959 Version: 6.0.3790.3959 Posting Allowed',
    'IIS NNTP service',
    '6.0.3790.3959',
    'Windows',
  ],
  ['news.example.test Cyrus NNTP v2.4.17 server ready, posting allowed', 'Cyrus', '2.4.17'],
  ['news.example.test DNEWS Version 5.7c1, S0, posting OK', 'DNews', '5.7c1'],
])
