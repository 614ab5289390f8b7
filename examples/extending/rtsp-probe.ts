// Which cameras show their picture to anybody? RTSP's DESCRIBE (RFC 2326, section 10.2) asks for it, 401 wants a login.
import { commonServices, scan, type Matcher, type ServiceProbe } from 'portscan-core'

const [host = '127.0.0.1', ports = '554,8554'] = process.argv.slice(2)
const textOf = (bytes: Uint8Array): string => Buffer.from(bytes.subarray(0, 4096)).toString('latin1')
const field = (head: string, name: string): string | undefined =>
  new RegExp(`\\r\\n${name}: ?([^\\r\\n]{1,100})`, 'i').exec(head)?.[1]

const described: Matcher = (answer) => {
  const head = textOf(answer)
  const status = /^RTSP\/1\.0 (\d{3}) [^\r\n]{0,100}\r\n/.exec(head)?.[1]
  if (status === undefined) return undefined
  const [product, login] = [field(head, 'Server'), field(head, 'WWW-Authenticate')]
  return {
    name: 'rtsp',
    ...(product !== undefined && { product }),
    details: { status: Number(status), ...(login !== undefined && { login }) },
    // Our number comes back with the answer.
    confidence: field(head, 'CSeq') === '7' ? 'verified' : 'structured',
    evidence: `DESCRIBE is answered with ${status}`,
  }
}

const camera: ServiceProbe = {
  name: 'camera',
  ports: [554, 8554],
  rarity: 5,
  hello: ({ address, name = address.includes(':') ? `[${address}]` : address, port }) =>
    Buffer.from(`DESCRIBE rtsp://${name}:${port}/ RTSP/1.0\r\nCSeq: 7\r\nAccept: application/sdp\r\n\r\n`),
  enough: (bytes) => textOf(bytes).includes('\r\n\r\n'),
  matchers: [described],
}

// In the place of the package's own, which asks less.
const probes = [camera, ...commonServices.filter(({ name }) => name !== 'rtsp')]
for await (const { address, port, service } of scan(host, { ports, services: { probes } })) {
  if (service?.name !== 'rtsp') continue
  const shown = service.details?.['status'] === 200
  console.log(`${address} ${port} ${service.product ?? 'camera'}: ${shown ? 'open to anybody' : 'closed'}`)
}
