import { describe } from 'vitest'
import { webMetricRules, webTextRules } from '../../../../src/fingerprint/products/rules-web-texts.ts'
import { webRuleTests } from '../../../support/web-rule-tests.ts'

describe('words of a page', () => {
  webRuleTests(
    webTextRules,
    [
      ['<hr class="line" /><h3>Apache Tomcat/10.1.60 (Debian)</h3>', 'Tomcat', '10.1.60'],
      ['<a href="https://jetty.org/">Powered by Jetty:// 12.0.14</a>', 'Jetty', '12.0.14'],
      ['<h1>400 Bad request</h1>\nYour browser sent an invalid request.\n', 'HAProxy'],
      ['<h1>HAProxy version 2.6.12-1+deb12u1, released 2023/12/16</h1>', 'HAProxy', '2.6.12'],
      ['host mismatch', 'i2pd'],
      [
        '<config-auth client="vpn" type="auth-request">\n<version who="sg">0.1(1)</version>\n<auth id="main">',
        'ocserv',
      ],
      ['<b>Version:</b> 2.45.1<br>\n<b>Our external address:</b><br>\n', 'i2pd', '2.45.1'],
      [
        '<config-auth client="vpn" type="auth-request" aggregate-auth-version="2">\n<version who="sg">9.8(2)</version>',
        'Adaptive Security Appliance',
        '9.8(2)',
      ],
      ['<!-- CONSUL_VERSION: 1.15.2 -->', 'Consul', '1.15.2'],
      [
        '<MediaContainer size="0" claimed="1" machineIdentifier="0" version="1.32.5.7349-8f4248874">',
        'Plex Media Server',
        '1.32.5.7349',
      ],
      ['<pre>Cannot GET /portscan-core-1</pre>', 'Express'],
      [
        [
          '<statistics version="3.13"><server><boot-time>2026-11-21T17:46:43.496Z</boot-time>',
          '<config-time>2026-11-21T17:46:43.616Z</config-time><version>9.18.49-1~deb12u3-Debian</version>',
        ].join(''),
        'BIND',
        '9.18.49',
      ],
      ['<HR>\n<ADDRESS>HTTP Server at 192.0.2.1 Port 5555</ADDRESS>\n', 'SoftEther VPN Server'],
      [
        '<div class="headl columns"><a href="/" id="appname">PowerDNS 4.7.3</a>',
        'PowerDNS Authoritative Server',
        '4.7.3',
      ],
      ['<h1>404 Not Found</h1>No context found for request', 'JDK HttpServer'],
      ['WebSockets request was expected\r\n', 'Node.js'],
      [
        '<HTML><BODY BGCOLOR="#ffffff">\n<pre>\n\ns_server -www \nSecure Renegotiation IS supported\nCiphers supported in s_server binary\nTLSv1.3    :',
        'OpenSSL',
      ],
      [
        '<html><body>Please continue to the <a href="/browse">journal browser</a>.</body></html>',
        'systemd-journal-gatewayd',
      ],
      ['Ok.\n', 'ClickHouse'],
      ['Error 404: Not Found\nNot found', 'CivetWeb'],
      ['<h1>Not Found</h1>\n<p>Page not found: xxx</p>\n', 'Fossil'],
      [
        `<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">\n<html xmlns='http://www.w3.org/1999/xhtml' xml:lang='en' lang='en'><head><meta http-equiv='Content-Type' content='text/html; charset=utf-8'/></head><body><h1>404 Not Found</h1></body></html>`,
        'ejabberd',
      ],
      ['Invalid header received from client.\n', 'Privoxy'],
      [
        'This is <a href="https://www.privoxy.org/">Privoxy</a> 3.0.34 on localhost (127.0.0.1)',
        'Privoxy',
        '3.0.34',
      ],
      ['<p class="header-right">Motion 4.5.1</p>', 'Motion', '4.5.1'],
      ['<h2>Single-node VictoriaMetrics</h2></br>See docs at', 'VictoriaMetrics'],
      ['<a href="http://supervisord.org">Supervisor</a> <span>4.2.5</span>', 'Supervisor', '4.2.5'],
      ['<hr><address>Server: Apt-Cacher-NG/3.7.4&nbsp;&nbsp;|', 'Apt-Cacher NG', '3.7.4'],
      ['<link rel="icon" href="/static/hgicon.png" type="image/png" />', 'Mercurial hgweb'],
      [
        '<h1>Not Found</h1><p>The requested resource <code class="url">/favicon.ico</code> was not found',
        'PHP',
      ],
      [
        '</HEAD>\n<BODY><H1>404 Not Found</H1>\nThe requested URL was not found\n</BODY></HTML>\n',
        'BusyBox httpd',
      ],
    ],
    ['<BODY><H1>404 Not Found</H1>\nThe requested URL / was not found on this server.\n</BODY></HTML>\n'],
  )
})

describe('metrics', () => {
  webRuleTests(webMetricRules, [
    ['node_exporter_build_info{branch="HEAD",version="1.5.0"} 1', 'Prometheus node exporter', '1.5.0'],
    ['blackbox_exporter_build_info{branch="HEAD",version="0.23.0"} 1', 'blackbox_exporter', '0.23.0'],
    ['rabbitmq_build_info{rabbitmq_version="3.10.8",erlang_version="25"} 1', 'RabbitMQ', '3.10.8'],
    ['haproxy_process_build_info{version="2.6.12-1+deb12u4"} 1', 'HAProxy', '2.6.12'],
    ['traefik_build_info{version="v3.1.2"} 1', 'Traefik', '3.1.2'],
  ])
})
