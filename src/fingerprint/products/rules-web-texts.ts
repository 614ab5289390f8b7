import { lazyList } from '../lazily.ts'
import type { ProductRule } from './product-rule.ts'
import { consul, haproxy, i2pd, privoxy, prosody, silent, tomcat } from './web-names.ts'

/** HTTP: words of a page's text, anywhere in its first 4 KiB. */
export const webTextRules: Iterable<ProductRule> = lazyList(() => [
  { on: /<h3>Apache Tomcat\/(?<version>\d[\w.]{0,20})/, ...tomcat },
  {
    on: /Powered by Jetty:\/\/(?: (?<version>\d[\w.]{0,30}))?/,
    product: 'Jetty',
    vendor: 'Eclipse',
    cpe: 'eclipse:jetty',
  },
  // What Cisco's gateways send their client AnyConnect, and what imitates them for it.
  {
    on: /<config-auth client="vpn" type="[\w-]{1,30}">\s{0,4}<version who="sg">0\.1\(1\)<\/version>/,
    product: 'ocserv',
    vendor: 'OpenConnect',
    cpe: 'infradead:ocserv',
    ...silent,
  },
  {
    on: /<config-auth client="vpn" type="[\w-]{1,30}"[^>]{0,80}>\s{0,4}<version who="sg">(?<version>[1-9]\d?\.\d{1,2}\(\d{1,2}\)\d{0,3})<\/version>/,
    product: 'Adaptive Security Appliance',
    vendor: 'Cisco',
    device: 'firewall',
    cpe: 'cisco:adaptive_security_appliance_software',
  },
  { on: /<b>Version:<\/b> (?<version>\d[\w.]{0,20})<br>\s{0,4}<b>Our external address:/, ...i2pd },
  // An i2pd's console that was asked by another name.
  { on: /^host mismatch$/, ...i2pd, ...silent },
  { on: /HAProxy version (?<version>\d[\d.]{0,15})/, ...haproxy },
  {
    on: /<h1>503 Service Unavailable<\/h1>\nNo server is available to handle this request\./,
    ...haproxy,
    ...silent,
  },
  { on: /<h1>400 Bad request<\/h1>\nYour browser sent an invalid request\./, ...haproxy, ...silent },
  { on: /<h1>403 Forbidden<\/h1>\nRequest forbidden by administrative rules\./, ...haproxy, ...silent },
  {
    on: /<p>(?:What kind of request do you call that\?\?|Whatever you were looking for is not here\.)/,
    ...prosody,
    ...silent,
  },
  // The style sheet of its error pages.
  {
    on: /\nbody\{margin-top:14%;text-align:center;background-color:#f8f8f8;font-family:sans-serif\}/,
    ...prosody,
    ...silent,
  },
  { on: /It works! Now point your BOSH client to this URL to connect to Prosody/, ...prosody, ...silent },
  { on: /CONSUL_VERSION: (?<version>\d[\w.]{0,20})/, ...consul },
  {
    on: /^<h2>Single-node VictoriaMetrics<\/h2>/,
    product: 'VictoriaMetrics',
    vendor: 'VictoriaMetrics',
    cpe: 'victoriametrics:victoriametrics',
    ...silent,
  },
  { on: /^Consul Agent\b/, ...consul, ...silent },
  {
    on: /<a href="?(?:\.?\/)?varz"?>/,
    product: 'NATS Server',
    vendor: 'NATS',
    cpe: 'linuxfoundation:nats-server',
    ...silent,
  },
  {
    on: /<MediaContainer [^>]{0,200}\bversion="(?<version>\d[\w.]{0,20})/,
    product: 'Plex Media Server',
    vendor: 'Plex',
    cpe: 'plex:media_server',
  },
  { on: /<pre>Cannot GET \//, product: 'Express', vendor: 'OpenJS', cpe: 'openjsf:express', ...silent },
  {
    on: /Whitelabel Error Page/,
    product: 'Spring Boot',
    vendor: 'VMware',
    cpe: 'vmware:spring_boot',
    ...silent,
  },
  {
    on: /^<h1>Not Found<\/h1>\n<p>Page not found: /,
    product: 'Fossil',
    vendor: 'Fossil',
    cpe: 'fossil-scm:fossil',
    ...silent,
  },
  {
    on: /^<\?xml version='1\.0'\?>\n<!DOCTYPE html [^>\n]{1,160}>\n<html xmlns='[^'\n]{1,60}' xml:lang='\w{2}' lang='\w{2}'><head><meta http-equiv='Content-Type' /,
    product: 'ejabberd',
    vendor: 'ProcessOne',
    cpe: 'process-one:ejabberd',
    ...silent,
  },
  { on: /^Invalid header received from client\.\n/, ...privoxy, ...silent },
  { on: /This is <a href="[^"]{1,80}">Privoxy<\/a> (?<version>\d[\w.]{0,20}) on /, ...privoxy },
  {
    on: /<p class="header-right">Motion (?<version>\d[\w.]{0,20})/,
    product: 'Motion',
    vendor: 'Motion Project',
    cpe: 'motion_project:motion',
  },
  {
    on: />Supervisor<\/a> <span>(?<version>\d[\w.]{0,20})/,
    product: 'Supervisor',
    vendor: 'Supervisor',
    cpe: 'supervisord:supervisor',
  },
  {
    on: /<address>Server: Apt-Cacher[- ]NG\/(?<version>\d[\w.]{0,20})/i,
    product: 'Apt-Cacher NG',
    vendor: 'Apt-Cacher NG',
    cpe: 'apt-cacher-ng_project:apt-cacher-ng',
  },
  {
    on: /\bstatic\/hgicon\.png"/,
    product: 'Mercurial hgweb',
    vendor: 'Mercurial',
    cpe: 'mercurial:mercurial',
    ...silent,
  },
  {
    on: /<p>The requested resource <code class="url">/,
    product: 'PHP',
    vendor: 'PHP',
    cpe: 'php:php',
    ...silent,
  },
  {
    on: /<BODY><H1>\d{3} [\w ]{1,30}<\/H1>\n(?:The requested URL was not found|Unsupported method|The requested method is not recognized)\n<\/BODY>/,
    product: 'BusyBox httpd',
    vendor: 'BusyBox',
    cpe: 'busybox:busybox',
    ...silent,
  },
  {
    on: /^Error 404: Not Found\nNot found$/,
    product: 'CivetWeb',
    vendor: 'CivetWeb',
    cpe: 'civetweb_project:civetweb',
    ...silent,
  },
  { on: /^Ok\.\n$/, product: 'ClickHouse', vendor: 'ClickHouse', cpe: 'clickhouse:clickhouse', ...silent },
  {
    on: /<statistics version="[\d.]{1,8}"><server><boot-time>[^\0<]{1,40}<[^\0]{1,200}?<version>(?<version>9\.\d{1,3}\.\d{1,3})/,
    product: 'BIND',
    vendor: 'ISC',
    cpe: 'isc:bind',
  },
  // Apache's page, but for the name.
  {
    on: /<HR>\n<ADDRESS>HTTP Server at [^<\0]{1,80} Port \d{1,5}<\/ADDRESS>/,
    product: 'SoftEther VPN Server',
    vendor: 'SoftEther',
    cpe: 'softether:vpn_server',
    ...silent,
  },
  {
    on: /<a href="\/" id="appname">PowerDNS (?<version>\d[\w.]{0,20})/,
    product: 'PowerDNS Authoritative Server',
    vendor: 'PowerDNS',
    cpe: 'powerdns:authoritative',
  },
  {
    on: /<h1>404 Not Found<\/h1>No context found for request/,
    product: 'JDK HttpServer',
    vendor: 'Oracle',
    ...silent,
  },
  {
    // What the inspector of Node.js says to who does not ask for a WebSocket.
    on: /^WebSockets request was expected\r?\n/,
    product: 'Node.js',
    vendor: 'OpenJS',
    cpe: 'nodejs:node.js',
    ...silent,
  },
  {
    // `openssl s_server -www`
    on: /\nCiphers supported in s_server binary\n/,
    product: 'OpenSSL',
    vendor: 'OpenSSL',
    cpe: 'openssl:openssl',
    ...silent,
  },
  {
    on: /Please continue to the <a href="\/browse">journal browser<\/a>/,
    product: 'systemd-journal-gatewayd',
    vendor: 'systemd',
    cpe: 'systemd_project:systemd',
    ...silent,
  },
])

/** HTTP: the line of a product's own `..._build_info` among Prometheus metrics. */
export const webMetricRules: Iterable<ProductRule> = lazyList(() => [
  {
    on: /^node_exporter_build_info\{[^}\n]{0,300}\bversion="(?<version>\d[\w.]{0,20})/,
    product: 'Prometheus node exporter',
    vendor: 'Prometheus',
    cpe: 'prometheus:node_exporter',
  },
  {
    on: /^rabbitmq_build_info\{[^}\n]{0,300}\brabbitmq_version="(?<version>\d[\w.]{0,20})/,
    product: 'RabbitMQ',
    vendor: 'VMware',
    cpe: 'vmware:rabbitmq',
  },
  { on: /^haproxy_process_build_info\{[^}\n]{0,300}\bversion="(?<version>\d[\d.]{0,20})/, ...haproxy },
  {
    on: /^traefik_build_info\{[^}\n]{0,300}\bversion="v?(?<version>\d[\w.]{0,20})/,
    product: 'Traefik',
    vendor: 'Traefik',
    cpe: 'traefik:traefik',
  },
  { on: /^(?<product>[a-z]\w{1,40}_exporter)_build_info\{[^}\n]{0,300}\bversion="(?<version>\d[\w.]{0,20})/ },
])
