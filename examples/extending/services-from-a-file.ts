// Name services that a file describes.
import { commonServices, loadProbes, scan } from 'portscan-core'

const [file = 'acme.yaml', host = '127.0.0.1', port = '7070'] = process.argv.slice(2)

const services = { probes: [...(await loadProbes(file)), ...commonServices] }
for await (const { service } of scan(host, { ports: port, services })) {
  console.log(port, service?.name, service?.product ?? '', service?.version ?? '')
}
