import { ftpRules } from '../../../../src/fingerprint/products/rules-ftp.ts'
import { ruleTests } from '../../../support/rule-tests.ts'

ruleTests('ftp', ftpRules, [
  ['(vsFTPd 3.0.3)', 'vsFTPd', '3.0.3'],
  ['ProFTPD 1.3.8 Server (Debian) [::ffff:192.0.2.7]', 'ProFTPD', '1.3.8', 'Debian'],
  ['ProFTPD 1.3.5rc3 Server ready.', 'ProFTPD', '1.3.5rc3'],
  ['---------- Welcome to Pure-FTPd [privsep] [TLS] ----------', 'Pure-FTPd'],
  ['FileZilla Server 1.8.1', 'FileZilla Server', '1.8.1'],
  ['FileZilla Server version 0.9.41 beta', 'FileZilla Server', '0.9.41 beta'],
  ['Microsoft FTP Service', 'IIS', undefined, 'Windows'],
  ['Serv-U FTP Server v15.1 ready...', 'Serv-U', '15.1'],
  ['pyftpdlib 1.5.9 ready.', 'pyftpdlib', '1.5.9'],
  ['bftpd 5.6 at 192.0.2.1 ready.', 'Bftpd', '5.6'],
  ['Welcome to the Gene6 FTP Server v3.10.0 (Build 15).', 'G6 FTP Server', '3.10.0', 'Windows'],
  ['Xlight FTP Server 3.9 ready...', 'Xlight FTP Server', '3.9', 'Windows'],
  ['ftp.example.test FTP server (GNU inetutils 2.4) ready.', 'inetutils ftpd', '2.4'],
])
