// Which hosts are on the network of this interface?
import { localInterface, scan } from 'portscan-core'

const [name = 'default', ports = '22,80,443'] = process.argv.slice(2)

for await (const event of scan(localInterface(name), { ports, discovery: 'auto' }).events()) {
  if (event.kind === 'host' && event.status === 'up') console.log(event.address, event.mac ?? '')
}
