import { snmpRules } from '../../../../src/fingerprint/products/rules-snmp.ts'
import { ruleTests } from '../../../support/rule-tests.ts'

ruleTests('snmp', snmpRules, [
  ['Linux host.example 5.10.0-28-amd64 #1 SMP Debian 5.10.209-2 (2024-01-31) x86_64', undefined, undefined],
  [
    'Cisco IOS Software, C2960 Software (C2960-LANBASEK9-M), Version 12.2(55)SE5, RELEASE',
    'IOS',
    '12.2(55)SE5',
  ],
  ['Cisco NX-OS(tm) n5000, Software (n5000-uk9), Version 5.2(1)N1(4), RELEASE', 'NX-OS', '5.2(1)N1(4)'],
  ['Cisco Adaptive Security Appliance Version 9.8(2)', 'Adaptive Security Appliance', '9.8(2)'],
  ['Juniper Networks, Inc. srx300 internet router, kernel JUNOS 15.1X49-D90.7', 'Junos', '15.1X49-D90.7'],
  ['RouterOS RB750Gr3', 'RouterOS', undefined],
  [
    'Hardware: Intel64 Family 6 - Software: Windows Version 6.3 (Build 17763 Multiprocessor Free)',
    'Windows',
    '6.3',
    'Windows',
  ],
  ['Arista Networks EOS version 4.20.1F running on an Arista Networks DCS-7050', 'EOS', '4.20.1F'],
  ['APC Web/SNMP Management Card (MB:v4.1.0 PF:v6.8.2)', 'Network Management Card', undefined],
  ['HP ETHERNET MULTI-ENVIRONMENT,ROM none,JETDIRECT,JD153', 'JetDirect', undefined],
  ['Brother NC-8300w, Firmware Ver.1.05', 'NC', undefined],
])
