import { describe } from 'vitest'
import { ftpPrinterRules, ftpSeldomRules } from '../../../../src/fingerprint/products/rules-ftp-seldom.ts'
import { ruleTests } from '../../../support/rule-tests.ts'

describe('printers', () => {
  ruleTests('ftp', ftpPrinterRules, [
    ['SHARP MX-2600N Ver 01.05.00.0m.80 FTP server.', 'Sharp FTP server', '01.05.00.0m.80'],
    ['Canon iR-ADV C5045 FTP Print Server V1.10 ready.', 'Canon FTP server', '1.10'],
    ['EPSON AL-M300 FTP server ready.', 'Epson FTP server'],
  ])
})

describe('servers that are met seldom', () => {
  ruleTests('ftp', ftpSeldomRules, [
    ['WFTPD 3.30 service (by Texas Imperial Software) ready for new user', 'WFTPD', '3.30', 'Windows'],
    ['WFTPD Pro service (by Texas Imperial Software) ready for new user', 'WFTPD'],
    ['Welcome To Rumpus!', 'Rumpus', undefined, 'macOS'],
    ['SurgeFTP ftp.example.test (Version 2.3a2)', 'SurgeFTP', '2.3a2'],
    ['WinGate Engine FTP Gateway ready', 'WinGate'],
    ['ftp.example.test PROXY-FTP server (DeleGate/9.9.13) ready.', 'DeleGate', '9.9.13'],
    [
      'Welcome to Code-Crafters - Ability Server 2.34. (Ability Server 2.34 by Code-Crafters)',
      'Ability Server',
      '2.34',
    ],
    ['PlatinumFTPserver V1.0.18 ready...', 'PlatinumFTPserver', '1.0.18'],
    ["Welcome to DXM's FTP Server 5.8.0", 'XM Easy Personal FTP Server', '5.8.0'],
    ['FreeFloat Ftp Server (Version 1.00).', 'FreeFloat FTP Server', '1.00'],
    ['- smallftpd 1.0.3', 'smallftpd', '1.0.3'],
    ['TurboFTP Server 1.30.826 ready.', 'TurboFTP Server', '1.30.826'],
    ['Nucleus FTP Server (Version 1.7) ready.', 'Nucleus FTP Server', '1.7'],
    ['HP ARPA FTP Server [A0009H02] (C) Hewlett-Packard Co. 1990', 'ARPA FTP Server', undefined, 'MPE/iX'],
    [
      'vms.example.test FTP Server (Version 5.7) Ready, HP TCP/IP Services for OpenVMS',
      'TCP/IP Services for OpenVMS',
    ],
    [
      'vms.example.test MultiNet FTP Server Process V5.5(16) at Mon 21-Nov-2022',
      'MultiNet',
      '5.5',
      'OpenVMS',
    ],
    ['filer FTP server (Data ONTAP 7.3.4) ready.', 'Data ONTAP FTP server', '7.3.4', 'Data ONTAP'],
    ['host.example.test FTP server (Version 6.4/OpenBSD) ready.', 'OpenBSD ftpd', '6.4', 'OpenBSD'],
    ['wzd server ready.', 'wzdftpd'],
    ['betaftpd 0.0.8pre17 ready.', 'BetaFTPD', '0.0.8pre17'],
    ['SwiFTP 1.25 ready', 'SwiFTP', '1.25', 'Android'],
    ['Welcome to TP-LINK FTP server', 'TP-LINK FTP server'],
    ['P-660HW-T1 FTP version 1.0 ready at Sat Jan 01 00:01:20 2000', 'ZyNOS FTP server', undefined, 'ZyNOS'],
  ])
})
