// Have a host scanned every hour, and be told when something on it has changed. The receiver believes nothing that is not
// signed by the service. Run: node tell-me.ts <service> <own address> <host>, as in … http://127.0.0.1:8080 127.0.0.1:9000
import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'

const [service = 'http://127.0.0.1:8080', own = '127.0.0.1:9000', host = '127.0.0.1'] = process.argv.slice(2)
const key = process.env['PORTSCAN_KEY']

async function make(path: string, body: unknown): Promise<Record<string, string>> {
  const authorization: Record<string, string> = key === undefined ? {} : { authorization: `Bearer ${key}` }
  const headers = { 'content-type': 'application/json', ...authorization }
  const response = await fetch(`${service}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return (await response.json()) as Record<string, string>
}

/** Whether this was signed with the secret, in the last five minutes (Standard Webhooks 1.0). */
function isSigned(headers: Readonly<Record<string, string | string[] | undefined>>, body: string): boolean {
  const [id, timestamp, signatures] = ['id', 'timestamp', 'signature'].map(
    (name) => headers[`webhook-${name}`],
  )
  if (Math.abs(Date.now() / 1000 - Number(timestamp)) > 300) return false
  const secret = Buffer.from((webhook['secret'] ?? '').replace('whsec_', ''), 'base64')
  const signature = createHmac('sha256', secret)
    .update(`${String(id)}.${String(timestamp)}.${body}`)
    .digest()
  return String(signatures)
    .split(' ')
    .map((text) => Buffer.from(text.replace('v1,', ''), 'base64'))
    .some((given) => given.length === signature.length && timingSafeEqual(given, signature))
}

const receiver = createServer((request, response) => {
  let body = ''
  request.setEncoding('utf8').on('data', (piece: string) => (body += piece))
  request.on('end', () => {
    const signed = isSigned(request.headers, body)
    // 204 at once: the service tries again what was not answered so.
    response.writeHead(signed ? 204 : 401).end()
    console.log(signed ? body : 'somebody else called')
  })
})
const [address, port] = own.split(':')
await new Promise<void>((ready) => receiver.listen(Number(port), address, ready))

const webhook = await make('/webhooks', {
  url: `http://${own}/changed`,
  events: ['host.changed', 'scan.ended'],
})
await make('/schedules', {
  name: `hourly ${host}`,
  interval: '1h',
  scan: { hosts: [host], ports: 'top-100' },
})
console.log('ready')
