// A service in ten lines, and a server on loopback that speaks it.
import { createServer } from 'node:net'
import { commonServices, identify, pattern, type ServiceProbe } from 'portscan-core'

const anvil: ServiceProbe = {
  name: 'anvil',
  ports: [7171],
  rarity: 5,
  hello: () => Buffer.from('STRIKE\n'),
  matchers: [pattern('anvil', /^CLANG (?<version>\d{1,3}\.\d{1,3})\n/, { product: 'Anvil', vendor: 'Acme' })],
}

const server = createServer((socket) => {
  socket.once('data', () => socket.end('CLANG 3.1\n')).on('error', () => {})
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const address = server.address()
const port = typeof address === 'object' && address !== null ? address.port : 7171

const found = await identify('127.0.0.1', port, { services: { probes: [anvil, ...commonServices] } })
console.log(found?.state, found?.service?.name, found?.service?.product, found?.service?.version)
server.close()
