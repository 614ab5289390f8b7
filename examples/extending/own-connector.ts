// Scan from another place: every connection goes through an HTTP proxy (RFC 9110, CONNECT).
import { scan, tcpConnector, type Connector, type DialFailure, type Endpoint } from 'portscan-core'

const [host = '127.0.0.1', ports = '80', proxyPort = '3128'] = process.argv.slice(2)
const proxy: Endpoint = { address: '127.0.0.1', family: 4, port: Number(proxyPort), transport: 'tcp' }
const dial = tcpConnector()
const whole = (bytes: Uint8Array): boolean => Buffer.from(bytes).includes('\r\n\r\n')

const throughProxy: Connector = async (endpoint, options) => {
  const connection = await dial(proxy, options)
  const { address, family, port } = endpoint
  const peer = `${family === 6 ? `[${address}]` : address}:${port}`
  connection.write(Buffer.from(`CONNECT ${peer} HTTP/1.1\r\nHost: ${peer}\r\n\r\n`))
  const { bytes, end, rtt } = await connection.read({ timeout: 10_000, enough: whole })
  if (/^HTTP\/1\.[01] 2/.test(Buffer.from(bytes).toString('latin1'))) {
    return {
      endpoint,
      rtt: connection.rtt + rtt,
      write: (bytes) => connection.write(bytes),
      read: (options) => connection.read(options),
      close: () => connection.close(),
    }
  }
  connection.close()
  const failure: DialFailure = { code: end === 'silence' ? 'ETIMEDOUT' : 'ECONNREFUSED' }
  throw failure
}

for await (const { port, service } of scan(host, { ports, connector: throughProxy, services: true })) {
  console.log(port, service?.name, service?.product ?? '')
}
