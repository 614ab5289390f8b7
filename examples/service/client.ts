// Ask the scanning service for a scan, follow it as it goes on, and print what is open and what has changed.
// Run: node client.ts <service> <host> [ports], with the key in PORTSCAN_KEY where the service asks for one.
const [service = 'http://127.0.0.1:8080', host = '127.0.0.1', ports = 'top-100'] = process.argv.slice(2)
const key = process.env['PORTSCAN_KEY']
const authorization: Record<string, string> = key === undefined ? {} : { authorization: `Bearer ${key}` }

async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { ...authorization, ...(init.headers as Record<string, string> | undefined) }
  const response = await fetch(`${service}${path}`, { ...init, headers })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return response
}

/** The events of a scan, each once: where the connection is lost, it goes on behind the last one. */
async function* events(scanId: string): AsyncGenerator<{ type: string; data: unknown }> {
  let last = ''
  for (;;) {
    const headers = { accept: 'text/event-stream', ...(last !== '' && { 'last-event-id': last }) }
    try {
      const { body, status } = await ask(`/scan/${scanId}/events`, { headers })
      if (body === null || status === 204) return
      let rest = ''
      for await (const piece of body.pipeThrough(new TextDecoderStream())) {
        const messages = (rest + piece).split('\n\n')
        rest = messages.pop() ?? ''
        for (const message of messages) {
          const fields = new Map(
            message.split('\n').map((line) => line.split(/: ?(.*)/s, 2) as [string, string]),
          )
          const [type = '', text = ''] = [fields.get('event'), fields.get('data')]
          last = fields.get('id') ?? last
          if (type === 'end') return
          if (text !== '') yield { type, data: JSON.parse(text) as unknown }
        }
      }
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, 1000))
  }
}

const body = JSON.stringify({ hosts: [host], ports, services: true })
// Asked twice with the same key, it is the same scan: so this may be tried again when no answer came.
const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }
const { scan_id: scanId } = (await (await ask('/scan', { method: 'POST', headers, body })).json()) as {
  scan_id: string
}

for await (const { type, data } of events(scanId)) {
  if (type !== 'port') continue
  const found = data as { host: string; port: number; transport: string; service?: { name: string } }
  console.log(`${found.host} ${found.port}/${found.transport} ${found.service?.name ?? ''}`)
}
console.log(await (await ask(`/diff/${encodeURIComponent(host)}`)).text())
