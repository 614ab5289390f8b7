// Name further products with your own checkout of Recog (https://github.com/rapid7/recog).
import { commonServices, loadRecog, scan, withProducts } from 'portscan-core'

const [checkout = 'recog', host = '127.0.0.1', ports = '22,80'] = process.argv.slice(2)

const recog = await loadRecog(checkout)
for (const warning of recog.warnings) console.error(warning)

const services = { probes: withProducts(commonServices, recog) }
for await (const { port, service } of scan(host, { ports, services })) {
  console.log(port, service?.name, service?.product ?? '', service?.version ?? '', service?.os ?? '')
}
