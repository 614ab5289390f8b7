import { webServerRules } from '../../../../src/fingerprint/products/rules-web-servers.ts'
import { ruleTests } from '../../../support/rule-tests.ts'

ruleTests('http-server', webServerRules, [
  ['nginx/1.22.1', 'nginx', '1.22.1'],
  ['nginx/1.18.0 (Ubuntu)', 'nginx', '1.18.0', 'Ubuntu'],
  ['nginx', 'nginx'],
  ['h2o/dnsdist', 'dnsdist'],
  ['libisc', 'BIND'],
  ['openresty/1.21.4.3', 'OpenResty', '1.21.4.3'],
  ['Apache/2.4.62 (Debian) OpenSSL/3.0.15', 'Apache httpd', '2.4.62', 'Debian'],
  ['Apache', 'Apache httpd'],
  ['Apache (Unix) PHP/5.2.2', 'Apache httpd', undefined],
  ['Apache-Coyote/1.1', 'Tomcat'],
  ['Microsoft-IIS/10.0', 'IIS', '10.0', 'Windows'],
  ['Microsoft-HTTPAPI/2.0', 'HTTPAPI', '2.0', 'Windows'],
  ['Icinga/r2.13.6-1', 'Icinga 2', '2.13.6'],
  ['Icinga/v2.14.2', 'Icinga 2', '2.14.2'],
  ['lighttpd/1.4.69', 'lighttpd', '1.4.69'],
  ['Jetty(9.4.51.v20230217)', 'Jetty', '9.4.51.v20230217'],
  ['Boa/0.94.14rc21', 'Boa', '0.94.14rc21'],
])
