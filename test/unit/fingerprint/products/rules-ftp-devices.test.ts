import { ftpDeviceRules } from '../../../../src/fingerprint/products/rules-ftp-devices.ts'
import { ruleTests } from '../../../support/rule-tests.ts'

ruleTests('ftp', ftpDeviceRules, [
  ['ftp.example.test FTP server (MikroTik 6.49.7) ready', 'RouterOS ftpd', '6.49.7', 'RouterOS'],
  ['ftp.example.test FTP server (Version 6.00LS) ready.', 'BSD ftpd', '6.00LS'],
  ['AXIS P1346 Network Camera 5.50 (2014) ready', 'AXIS FTP server', '5.50'],
  ['RICOH Aficio MP C3000 FTP server (5.11) ready.', 'Ricoh FTP server', '5.11'],
  ['ECOSYS P2135dn FTP server', 'Kyocera FTP server'],
  ['VxWorks (5.4.2) FTP server ready', 'VxWorks FTP server', '5.4.2', 'VxWorks'],
  ['ZBR-46686 Version 7.02 ready.', 'ZebraNet print server', '7.02'],
  ['router-x FTP version 2.1 ready at Sat Nov 21', 'device FTP server', '2.1'],
])
