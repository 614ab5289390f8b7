// Which ports of a host are open?
import { scan } from 'portscan-core'

const [host = '127.0.0.1', ports = 'top-1000'] = process.argv.slice(2)

for await (const { address, port, portName = '?', rtt } of scan(host, { ports })) {
  console.log(`${address} ${port} ${portName} ${rtt.toFixed(1)} ms`)
}
