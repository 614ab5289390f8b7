// Scan only who has a lease: what the DHCP server knows needs no packet.
import { scan, tcpPing, type Discoverer } from 'portscan-core'

const [range = '127.0.0.1-16', ports = '22,80', leases = '127.0.0.1,127.0.0.2'] = process.argv.slice(2)
const leased = new Set(leases.split(','))

const dhcp: Discoverer = {
  name: 'dhcp-leases',
  // `unknown` leaves it to the next one in the list: not everybody has an address from this server.
  discover: ({ address }) => Promise.resolve({ status: leased.has(address) ? 'unknown' : 'down' }),
}

const discovery = [dhcp, tcpPing({ ports: [22, 443] })]
for await (const event of scan(range, { ports, discovery, states: 'all' }).events()) {
  if (event.kind === 'port') console.log(event.address, event.port, event.state)
  if (event.kind === 'host' && event.status === 'down') console.log(event.address, 'down')
}
