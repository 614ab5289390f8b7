// Ports that open to those who knock: one more connection before each try.
import { scan, tcpConnect, tcpConnector, type ProbeStrategy } from 'portscan-core'

const [host = '127.0.0.1', port = '22', knockAt = '7000'] = process.argv.slice(2)
const dial = tcpConnector()
const connect = tcpConnect({ connector: dial })

const knocking: ProbeStrategy = {
  name: 'knocking',
  transport: 'tcp',
  async probe(endpoint, attempt) {
    const knock = await dial({ ...endpoint, port: Number(knockAt) }, attempt).catch(() => undefined)
    knock?.close()
    return connect.probe(endpoint, attempt)
  },
}

for await (const { state, reason } of scan(host, {
  ports: port,
  strategy: { tcp: knocking },
  states: 'all',
})) {
  console.log(port, state, reason)
}
