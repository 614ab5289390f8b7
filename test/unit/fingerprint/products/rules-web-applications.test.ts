import { webApplicationRules } from '../../../../src/fingerprint/products/rules-web-applications.ts'
import { ruleTests } from '../../../support/rule-tests.ts'

ruleTests('http-server', webApplicationRules, [
  ['Werkzeug/2.2.2 Python/3.11.2', 'Werkzeug', '2.2.2'],
  ['SimpleHTTP/0.6 Python/3.11.2', 'http.server', '3.11.2'],
  ['WSGIServer/0.2 CPython/3.11.2', 'wsgiref', '3.11.2'],
  ['HTTP::Server::PSGI', 'HTTP::Server::PSGI'],
  ['ZNC 1.8.2+deb3.1+deb12u2 - https://znc.in', 'ZNC', '1.8.2'],
  ['ZNC - https://znc.in', 'ZNC', undefined],
  ['Python/3.11 websockets/10.4', 'websockets', '10.4'],
  ['monit 5.33.0', 'Monit', '5.33.0'],
  ['nghttpd nghttp2/1.52.0', 'nghttpd', '1.52.0'],
  ['gunicorn/20.1.0', 'Gunicorn', '20.1.0'],
  ['CUPS/2.4 IPP/2.1', 'CUPS', '2.4'],
  ['Netdata Embedded HTTP Server v1.37.1', 'Netdata', '1.37.1'],
  ['Medusa/1.12', 'Medusa', '1.12'],
  ['WebSockify Python/3.11.2', 'websockify', undefined],
  ['tinyproxy/1.11.1', 'Tinyproxy', '1.11.1'],
  ['Nexus/3.53.0-01 (OSS)', 'Nexus Repository', '3.53.0-01'],
])
