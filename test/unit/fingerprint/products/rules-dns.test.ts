import { dnsRules } from '../../../../src/fingerprint/products/rules-dns.ts'
import { ruleTests } from '../../../support/rule-tests.ts'

ruleTests('dns', dnsRules, [
  ['9.18.28-1~deb12u2-Debian', 'BIND', '9.18.28', 'Debian'],
  ['9.11.4-P2-RedHat-9.11.4-26.P2.el7_9.15', 'BIND', '9.11.4-P2', 'Red Hat Linux'],
  ['9.20.0', 'BIND', '9.20.0'],
  ['dnsmasq-2.89', 'dnsmasq', '2.89'],
  ['dnsmasq-pi-hole-v2.89', 'Pi-hole', '2.89'],
  ['unbound 1.17.1', 'Unbound', '1.17.1'],
  ['NSD 4.6.1', 'NSD', '4.6.1'],
  ['PowerDNS Authoritative Server 4.7.3 (built Feb 2023)', 'PowerDNS Authoritative Server', '4.7.3'],
  ['PowerDNS Recursor 4.8.8', 'PowerDNS Recursor', '4.8.8'],
  ['Knot DNS 3.2.6', 'Knot DNS', '3.2.6'],
  ['CoreDNS-1.11.1', 'CoreDNS', '1.11.1'],
  ['2.6.4-10892', 'YADIFA', '2.6.4'],
  ['Microsoft DNS 10.0.20348 (4F7C0000)', 'DNS', '10.0.20348', 'Windows'],
])
