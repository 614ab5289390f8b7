// Targets by the names of an inventory, which no DNS server knows.
import { scan, ScanError, type Resolver } from 'portscan-core'

const [name = 'database', ports = '5432'] = process.argv.slice(2)
const inventory = new Map([['database', ['127.0.0.1']]])

const resolver: Resolver = {
  async resolve(name) {
    const addresses = inventory.get(name)
    if (addresses) return addresses
    throw new ScanError('ERR_RESOLVE', `the inventory has no '${name}'`, {
      input: name,
      failure: 'not-found',
    })
  },
  async reverse(address) {
    return [...inventory].filter(([, addresses]) => addresses.includes(address)).map(([name]) => name)
  },
}

for await (const port of scan(name, { ports, resolver, states: 'all' })) {
  console.log(port.name, port.address, port.port, port.state)
}
