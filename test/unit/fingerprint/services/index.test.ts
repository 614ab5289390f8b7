import { expect, it } from 'vitest'
import { seededRandom } from '../../../../src/model/random.ts'
import type { ServiceProbe } from '../../../../src/fingerprint/service-probe.ts'
import { commonServices, optInServices } from '../../../../src/fingerprint/services/index.ts'
import { datagrams } from '../../../fixtures/services/datagrams.ts'
import { recordings } from '../../../fixtures/services/index.ts'

const hello = { address: '192.0.2.1', port: 1, tls: false, random: () => 0.5 }

it('lists the services, each once', () => {
  expect(commonServices.map(({ name }) => name).sort()).toEqual([
    '9pfs',
    'adb',
    'afp',
    'ajp13',
    'amqp',
    'apcupsd',
    'asterisk-manager',
    'beanstalkd',
    'bgp',
    'bitcoin',
    'boinc',
    'bolt',
    'bzflag',
    'bzr',
    'cassandra',
    'ceph',
    'chargen',
    'checkmk-agent',
    'clamd',
    'clickhouse',
    'coap',
    'cvspserver',
    'dap',
    'dask',
    'daytime',
    'db2',
    'deluge',
    'dict',
    'dns',
    'dtls',
    'echo',
    'epmd',
    'erlang-dist',
    'fastcgi',
    'festival',
    'finger',
    'firebird',
    'ftp',
    'ganglia',
    'gearman',
    'giop',
    'git',
    'gkrellm',
    'gopher',
    'gpsd',
    'h2-database',
    'h323',
    'hazelcast',
    'hotrod',
    'hsqldb',
    'http',
    'http-host',
    'http2',
    'hylafax',
    'ident',
    'ike',
    'imap',
    'iperf',
    'iperf3',
    'ipmi',
    'ipp',
    'irc',
    'iscsi',
    'java-rmi',
    'jdwp',
    'kafka',
    'kerberos',
    'kerberos-adm',
    'l2tp',
    'lcdproc',
    'ldap',
    'libvirt',
    'lmtp',
    'managesieve',
    'mdns',
    'memcached',
    'memcached-binary',
    'milter',
    'minecraft',
    'mongodb',
    'mpd',
    'mqtt',
    'ms-sql-m',
    'msrpc',
    'mssql',
    'mumble',
    'munin',
    'mysql',
    'mysqlx',
    'nats',
    'nbd',
    'netbios-ns',
    'nfs',
    'nntp',
    'nrpe',
    'ntp',
    'nut',
    'opc-ua',
    'openvpn',
    'openwire',
    'oracle',
    'pop3',
    'postfix-policy',
    'postgresql',
    'pptp',
    'pulseaudio',
    'pyro',
    'python-multiprocessing',
    'qemu-monitor',
    'qmp',
    'quake3',
    'quic',
    'rabbitmq-stream',
    'radius',
    'rdp',
    'redis',
    'relp',
    'rpcbind',
    'rrdcached',
    'rsh',
    'rsync',
    'rtmp',
    'rtsp',
    'sane',
    'sip',
    'smb',
    'smtp',
    'snmp',
    'socks5',
    'spamd',
    'sphinx',
    'spice',
    'ssdp',
    'ssh',
    'stomp',
    'stun',
    'svn',
    'tacacs',
    'tarantool',
    'telnet',
    'tftp',
    'time',
    'tls',
    'tor-control',
    'tor-orport',
    'unison',
    'varnish-cli',
    'vnc',
    'vtun',
    'whois',
    'x11',
    'xdmcp',
    'xmpp-client',
    'xmpp-server',
    'xpra',
    'zabbix',
    'zmtp',
    'zookeeper',
  ])
})

it('lists the services that speak only where they are named', () => {
  expect(optInServices.map(({ name }) => name).sort()).toEqual([
    'bacnet',
    'dnp3',
    'enip',
    'iec104',
    'lpd',
    'modbus',
    'pjl',
    's7',
  ])
  for (const { name, optIn, rarity } of optInServices) expect([name, optIn, rarity]).toEqual([name, true, 9])
  expect(commonServices.filter(({ optIn }) => optIn === true)).toEqual([])
})

const services = [...commonServices, ...optInServices]
// TLS is spoken by the frame, its probe only reads.
const overTcp = ({ ports, tlsPorts = [], hello, datagrams, serverFirst }: ServiceProbe): boolean =>
  ports.length + tlsPorts.length > 0 ||
  (datagrams === undefined && (hello !== undefined || serverFirst === true))
const spoken = services.filter(overTcp)
const byDatagram = services.filter(({ datagrams }) => datagrams !== undefined)

it.each(spoken.map((probe) => [probe.name, probe] as const))(
  '%s keeps the rules of a probe',
  (_name, probe) => {
    expect(probe.rarity).toBeGreaterThanOrEqual(1)
    expect(probe.rarity).toBeLessThanOrEqual(9)
    expect(probe.matchers.length).toBeGreaterThan(0)
    // Who waits for a greeting says nothing first; who does not has something to say.
    expect(probe.hello === undefined).toBe(probe.serverFirst === true)
    expect(probe.enough?.(new Uint8Array())).not.toBe(true)
    const first = probe.hello?.(hello)
    if (first) expect(first.length).toBeGreaterThan(0)
  },
)

it.each(byDatagram.map((probe) => [probe.name, probe] as const))(
  '%s says little by datagram, and something else each time',
  (_name, probe) => {
    expect(probe.udpPorts!.length).toBeGreaterThan(0)
    for (const words of probe.datagrams!) {
      const random = seededRandom(1)
      const say = (): Uint8Array => words({ ...hello, random })
      // Less than the least packet that every way carries whole (RFC 791: 576 bytes), so it is never in pieces. A
      // server of QUIC drops a first packet of less than 1,200 bytes (RFC 9000, section 14.1); its answer is shorter.
      expect(say().length).toBeLessThanOrEqual(probe.name === 'quic' ? 1_200 : 512)
      // Only what holds no id at all says the same twice: its answer echoes something else.
      if (!['ssdp', 'xdmcp', 'ms-sql-m'].includes(probe.name))
        expect(Buffer.from(say()).equals(say())).toBe(false)
    }
  },
)

it('has no probe that knows neither transport, and none that is asked over TCP for what is UDP alone', () => {
  for (const probe of services) {
    if (probe.name === 'tls') continue
    expect(overTcp(probe) || probe.datagrams !== undefined).toBe(true)
    if (!overTcp(probe)) expect([probe.hello, probe.detail]).toEqual([undefined, undefined])
  }
})

it('has answers in its fixtures for every service, by which each is fuzzed', () => {
  const fuzzed = new Set([...Object.keys(recordings), ...Object.keys(datagrams)])
  // The records of TLS and the answers of HTTP are fuzzed in tests of their own; an echo has no words of its own.
  const own = new Set(['tls', 'http', 'http2', 'http-host', 'echo'])
  const names = [...commonServices, ...optInServices].map(({ name }) => name)
  expect(names.filter((name) => !fuzzed.has(name) && !own.has(name))).toEqual([])
})
