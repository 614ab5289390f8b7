// Name a service of your own: data and pure functions over bytes, no network code.
import { commonServices, pattern, scan, type ServiceProbe } from 'portscan-core'

const [host = '127.0.0.1', port = '7070'] = process.argv.slice(2)

const acme: ServiceProbe = {
  name: 'acme',
  ports: [Number(port)],
  rarity: 6,
  hello: () => Buffer.from('VERSION\r\n'),
  matchers: [pattern('acme', /^ACME (?<version>\d{1,3}\.\d{1,3}) ready\r\n/, { product: 'ACME daemon' })],
}

const services = { probes: [acme, ...commonServices] }
for await (const { service } of scan(host, { ports: port, services })) {
  console.log(port, service?.name, service?.product ?? '', service?.version ?? '')
}
