import { telnetRules } from '../../../../src/fingerprint/products/rules-telnet.ts'
import { ruleTests } from '../../../support/rule-tests.ts'

ruleTests('telnet', telnetRules, [
  ['DD-WRT v24-sp2 std (c) 2010 NewMedia-NET GmbH', 'DD-WRT', '24-sp2', 'Linux'],
  ['MikroTik v6.49.7 (stable)\nLogin', 'RouterOS', '6.49.7'],
  ['Welcome to Microsoft Telnet Service', 'Telnet Service', undefined, 'Windows'],
  ['TiMOS-C-20.2.R1 cpm/hops64 Nokia 7750 SR Copyright (c) 2000-2020 Nokia.', 'TiMOS', '20.2.R1'],
  ['User Access Verification\n\nPassword', 'IOS'],
  [
    'Hello, this is FRRouting (version 8.4.4).\n\nUser Access Verification\n\nPassword:',
    'FRRouting',
    '8.4.4',
  ],
  ['Hello, this is Quagga (version 1.2.4).\n\nUser Access Verification', 'Quagga', '1.2.4'],
  ['Welcome to the OsmoHLR VTY interface\n\nCopyright (C) 2016', 'OsmoHLR'],
  ['Grandstream HT802  V1.0A Command Shell Copyright 2006-2019', 'Command Shell'],
  ['Synchronet BBS for Win32  Version 3.15a', 'Synchronet BBS', '3.15a'],
])
