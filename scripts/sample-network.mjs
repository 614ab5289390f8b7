// Two scans of a network that is made up, in documentation addresses, for pictures and tests of the HTML report.

const DAY = 86_400_000
const LAST = Date.parse('2026-11-21T07:00:00.000Z')

/** The network today, and as it was a week before. */
export function sampleReports() {
  return { before: reportOf(LAST - 7 * DAY, 0), after: reportOf(LAST, 1) }
}

/** What listens there: `[was, is]` where it is not the same in both scans. */
const ssh = (version, comments) => ({
  name: 'ssh',
  port: 22,
  product: 'OpenSSH',
  version,
  os: 'Debian',
  details: {
    protocol: '2.0',
    software: `OpenSSH_${version}`,
    comments,
    hostKey: { type: 'ssh-ed25519', fingerprint: 'SHA256:Zq1mXHkvN0xY2cT9bJr4uLwD7gPeSaQfVi3oRt8KyEM' },
  },
  banner: `SSH-2.0-OpenSSH_${version} ${comments}\r\n`,
})
const web = (port, product, version, title, days, tls = port !== 80) => ({
  name: 'http',
  port,
  product,
  version,
  details: {
    status: 200,
    httpVersion: '1.1',
    server: `${product}/${version}`,
    ...(title && { title }),
    contentType: 'text/html; charset=utf-8',
  },
  banner: `HTTP/1.1 200 OK\r\nServer: ${product}/${version}\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<!doctype html><title>${title ?? ''}</title>`,
  ...(tls && { days: days ?? 61 }),
})
const moved = (product, version, to) => ({
  name: 'http',
  port: 80,
  product,
  version,
  details: { status: 301, httpVersion: '1.1', server: `${product}/${version}`, location: to },
})
const plain = (port, name, product, version, facts = {}) => ({ port, name, product, version, ...facts })
const OLD = ssh('8.4p1', 'Debian-5+deb11u3')
const NEW = ssh('9.2p1', 'Debian-2+deb12u5')
const dns = [
  plain(53, 'dns', 'Unbound', '1.17.1', { details: { serverId: 'ns' } }),
  plain(53, 'dns', 'Unbound', '1.17.1', { transport: 'udp' }),
]
const printer = [
  plain(80, 'http', 'HP HTTP Server', undefined, {
    device: 'LaserJet M507',
    details: { status: 200, title: 'HP LaserJet M507' },
  }),
  plain(443, 'http', 'HP HTTP Server', undefined, { device: 'LaserJet M507', days: -212, selfSigned: true }),
  plain(515, 'printer', undefined, undefined, { confidence: 'port-table' }),
  plain(631, 'ipp', 'HP', undefined, { info: 'IPP 2.0', days: -212, selfSigned: true }),
  plain(9100, 'jetdirect', undefined, undefined, { confidence: 'port-table' }),
]

const HOSTS = [
  {
    at: 1,
    name: 'gw',
    mac: ['00:00:5e:00:53:01', 'Example Networks'],
    ports: [
      NEW,
      ...dns,
      web(443, 'lighttpd', '1.4.69', 'Gateway', 214),
      plain(123, 'ntp', 'chrony', undefined, { transport: 'udp' }),
      plain(161, 'snmp', undefined, undefined, {
        transport: 'udp',
        device: 'EX-2200',
        info: 'community public',
      }),
    ],
  },
  { at: 5, name: 'ns1', ports: [[OLD, NEW], ...dns] },
  { at: 6, name: 'ns2', ports: [NEW, ...dns] },
  {
    at: 10,
    name: 'www',
    ports: [
      NEW,
      moved('nginx', '1.22.1', 'https://www.example/'),
      [web(443, 'nginx', '1.22.1', 'Example Ltd', 19), web(443, 'nginx', '1.24.0', 'Example Ltd', 86)],
    ],
  },
  {
    at: 11,
    name: 'shop',
    ports: [
      NEW,
      moved('nginx', '1.22.1', 'https://shop.example/'),
      web(443, 'nginx', '1.22.1', 'Shop', 12),
      [undefined, web(8443, 'Apache Tomcat', '9.0.70', 'Apache Tomcat/9.0.70', 12)],
    ],
  },
  {
    at: 12,
    name: 'git',
    ports: [
      NEW,
      moved('nginx', '1.22.1', 'https://git.example/'),
      web(443, 'nginx', '1.22.1', 'Forgejo', 86),
    ],
  },
  {
    at: 20,
    name: 'mail',
    ports: [
      NEW,
      plain(25, 'smtp', 'Postfix', undefined, {
        hostname: 'mail.example',
        days: 47,
        starttls: 'smtp',
        banner: '220 mail.example ESMTP Postfix (Debian/GNU)\r\n',
      }),
      plain(143, 'imap', 'Dovecot', undefined, { days: 47, starttls: 'imap' }),
      plain(465, 'smtp', 'Postfix', undefined, { hostname: 'mail.example', days: 47 }),
      plain(587, 'smtp', 'Postfix', undefined, { hostname: 'mail.example', days: 47, starttls: 'smtp' }),
      plain(993, 'imap', 'Dovecot', undefined, { days: 47 }),
    ],
  },
  {
    at: 30,
    name: 'db1',
    ports: [
      NEW,
      plain(5432, 'postgresql', 'PostgreSQL', '15.14', {
        days: 301,
        starttls: 'postgresql',
        selfSigned: true,
      }),
      [
        undefined,
        plain(6379, 'redis', 'Redis', '7.0.15', {
          info: 'no password',
          details: { authRequired: false, mode: 'standalone' },
          banner: '$107\r\n# Server\r\nredis_version:7.0.15\r\n',
        }),
      ],
    ],
  },
  {
    at: 31,
    name: 'db2',
    ports: [
      OLD,
      plain(3306, 'mysql', 'MariaDB', '10.5.23', { banner: 'Y\0\0\0\n5.5.5-10.5.23-MariaDB-0+deb11u1\0' }),
    ],
  },
  {
    at: 40,
    name: 'files',
    ports: [
      NEW,
      plain(139, 'netbios-ssn', 'Samba', '4.17.12'),
      plain(445, 'smb', 'Samba', '4.17.12', { info: 'SMB 3.1.1, signing not required' }),
      plain(2049, 'nfs', undefined, undefined, { info: 'versions 3, 4' }),
    ],
  },
  {
    at: 50,
    name: 'ci',
    ports: [
      NEW,
      web(443, 'nginx', '1.22.1', 'Builds', 86),
      [plain(2375, 'docker', 'Docker', '20.10.24', { info: 'API 1.41, no authentication' }), undefined],
      plain(9100, 'http', 'node_exporter', '1.5.0', { details: { status: 200, title: 'Node Exporter' } }),
    ],
  },
  {
    at: 51,
    name: 'metrics',
    ports: [
      NEW,
      web(3000, 'Grafana', '10.2.3', 'Grafana', undefined, false),
      web(9090, 'Prometheus', '2.42.0', 'Prometheus', undefined, false),
    ],
  },
  {
    at: 60,
    name: 'pbx',
    ports: [
      OLD,
      plain(5060, 'sip', 'Asterisk PBX', '18.19.0', { transport: 'udp' }),
      plain(5061, 'sip', 'Asterisk PBX', '18.19.0', { days: 4 }),
    ],
  },
  { at: 101, name: 'printer-1', mac: ['00:00:5e:00:53:65', 'HP Inc.'], ports: printer },
  { at: 102, name: 'printer-2', mac: ['00:00:5e:00:53:66', 'HP Inc.'], ports: printer },
  {
    at: 120,
    ports: [
      plain(3389, 'rdp', 'Microsoft Terminal Services', undefined, {
        hostname: 'FINANCE-04',
        os: 'Windows 11',
        days: 98,
        selfSigned: true,
      }),
      plain(445, 'smb', 'Windows', undefined, {
        hostname: 'FINANCE-04',
        info: 'SMB 3.1.1, signing required',
      }),
      plain(135, 'msrpc', 'Microsoft RPC'),
    ],
  },
  {
    at: 133,
    mac: ['00:00:5e:00:53:85', 'Raspberry Pi Trading'],
    only: 1,
    ports: [
      ssh('9.2p1', 'Debian-2+deb12u3'),
      plain(1883, 'mqtt', 'Mosquitto', '2.0.11', { info: 'anonymous allowed' }),
    ],
  },
  { at: 140, only: 0, ports: [plain(23, 'telnet'), plain(80, 'http', 'GoAhead', '2.5')] },
]

/** What top-1000 could be, in short. */
const SCANNED = '1-1000,1883,2049,2375,3000,3306,3389,5061,5432,6379,8443,9090,9100,U:53,123,161,500,5060'

function reportOf(started, scan) {
  const hosts = HOSTS.filter(({ only }) => only === undefined || only === scan).map((host) =>
    hostOf(host, scan, started),
  )
  const quiet = Array.from({ length: 6 }, (_, at) => quietHost(200 + at))
  const open = hosts.reduce((sum, { ports }) => sum + ports.length, 0)
  const count = hosts.length + quiet.length
  const states = {
    open: { 'syn-ack': open },
    closed: { 'conn-refused': count * 974 - open },
    filtered: { 'no-response': count * 43 },
  }
  return {
    version: '0.1.0',
    started: new Date(started).toISOString(),
    finished: new Date(started + 41_300).toISOString(),
    options: { ports: ['top-1000', 'U:53,123,161,500,5060'], services: true, discovery: 'auto' },
    hosts: [...hosts, ...quiet],
    skipped: [
      { kind: 'skipped', target: 'old.example', reason: 'unresolved', name: 'old.example' },
      { kind: 'skipped', target: '192.0.2.0/24', reason: 'host-down' },
    ],
    warnings: [],
    stats: {
      engine: 'native',
      sent: count * 1083,
      answered: count * 974,
      retried: count * 66,
      states,
      done: count * 1017,
      unprobed: 0,
      skipped: 2,
      hosts: count,
      inFlight: 0,
      rate: 0,
      elapsed: 41_300,
      rtt: { p50: 0.4, p90: 2.1 },
    },
  }
}

function hostOf({ at, name, mac, ports }, scan, started) {
  const address = `192.0.2.${at}`
  const results = ports
    .map((port) => (Array.isArray(port) ? port[scan] : port))
    .filter((port) => port !== undefined)
    .map((port) => portOf(port, address, started))
    .sort((a, b) => (a.transport === b.transport ? a.port - b.port : a.transport === 'tcp' ? -1 : 1))
  return {
    address,
    family: 4,
    target: '192.0.2.0/24',
    ...(name && { names: [`${name}.example`] }),
    ...(mac && { mac: mac[0], vendor: mac[1] }),
    ports: results,
    counts: {
      open: { 'syn-ack': results.length },
      closed: { 'conn-refused': 974 - results.length },
      filtered: { 'no-response': 43 },
    },
    unprobed: 0,
    scanned: SCANNED,
  }
}

function quietHost(at) {
  const counts = { closed: { 'conn-refused': 974 }, filtered: { 'no-response': 43 } }
  return {
    address: `192.0.2.${at}`,
    family: 4,
    target: '192.0.2.0/24',
    ports: [],
    counts,
    unprobed: 0,
    scanned: SCANNED,
  }
}

const USUAL = {
  22: 'ssh',
  23: 'telnet',
  25: 'smtp',
  53: 'domain',
  80: 'http',
  123: 'ntp',
  135: 'epmap',
  139: 'netbios-ssn',
  143: 'imap',
  161: 'snmp',
  443: 'https',
  445: 'microsoft-ds',
  465: 'submissions',
  515: 'printer',
  587: 'submission',
  631: 'ipp',
  993: 'imaps',
  1883: 'mqtt',
  2049: 'nfs',
  2375: 'docker',
  3000: 'grafana',
  3306: 'mysql',
  3389: 'ms-wbt-server',
  5060: 'sip',
  5061: 'sips',
  5432: 'postgresql',
  6379: 'redis',
  8443: 'https-alt',
  9090: 'prometheus',
  9100: 'jetdirect',
}

function portOf(
  { port, transport = 'tcp', banner, days, selfSigned = false, starttls, ...service },
  address,
  started,
) {
  const { confidence = 'structured', details = {}, ...named } = service
  return {
    kind: 'port',
    target: '192.0.2.0/24',
    address,
    family: 4,
    port,
    transport,
    portName: USUAL[port],
    state: 'open',
    reason: transport === 'udp' ? 'udp-response' : 'syn-ack',
    rtt: 0.3 + (port % 17) / 10,
    attempts: 1,
    at: new Date(started + 2000 + port).toISOString(),
    ...(banner && { banner: new TextEncoder().encode(banner) }),
    service: {
      ...Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined)),
      ...(days !== undefined && { tls: tlsOf(days, selfSigned, starttls, port) }),
      details,
      confidence,
      probe: service.name,
      evidence:
        confidence === 'port-table' ? 'the port number' : `the answer has the form of ${service.name}`,
    },
  }
}

function tlsOf(days, selfSigned, starttls, port) {
  const notAfter = LAST + days * DAY + DAY / 2
  const subject = selfSigned ? 'CN=localhost' : 'CN=www.example'
  return {
    version: days < 0 ? 'TLSv1.2' : 'TLSv1.3',
    cipher: 'TLS_AES_256_GCM_SHA384',
    ...(starttls && { starttls }),
    certificate: {
      subject,
      issuer: selfSigned ? subject : 'CN=Example CA R3,O=Example Trust,C=XX',
      names: selfSigned ? [] : ['www.example', 'shop.example', 'git.example'],
      notBefore: new Date(notAfter - 90 * DAY).toISOString(),
      notAfter: new Date(notAfter).toISOString(),
      fingerprint256: `${port}${days < 0 ? 9 : ''}${days}`.replace('-', '').padEnd(64, 'a4c1'),
      selfSigned,
    },
  }
}
