// What listens there, in which version, and until when is its certificate valid?
import { scan } from 'portscan-core'

const [host = '127.0.0.1', ports = 'top-1000'] = process.argv.slice(2)

for await (const { address, port, service } of scan(host, { ports, services: true })) {
  console.log(`${address} ${port}:`, service?.name, service?.product ?? '', service?.version ?? '')
  const certificate = service?.tls?.certificate
  if (certificate)
    console.log(`  ${service?.tls?.version} for ${certificate.subject}, until ${certificate.notAfter}`)
}
