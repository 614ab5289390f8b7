// GET /scan?target=192.0.2.7&ports=web streams a scan as NDJSON: who reads slowly slows it down, who leaves ends it.
import { Readable } from 'node:stream'
import fastify from 'fastify'
import { createLimiter, scan, ScanError, type ScanEvent } from 'portscan-core'
import { jsonText } from 'portscan-core/report'

const [port = '8080', allow = '127.0.0.0/8'] = process.argv.slice(2)
// One bound for all requests together. What may be scanned at all is said here, never by who asks.
const limiter = createLimiter(500)
const server = fastify()

interface Query {
  readonly target: string
  readonly ports?: string
}
const text = { type: 'string', minLength: 1, maxLength: 200 }
const schema = {
  querystring: { type: 'object', required: ['target'], properties: { target: text, ports: text } },
}

server.get<{ Querystring: Query }>('/scan', { schema }, (request, reply) => {
  const { target, ports = 'top-100' } = request.query
  const left = new AbortController()
  const run = scan(target, { ports, allow, limiter, signal: left.signal })
  reply.raw.once('close', () => {
    left.abort()
    console.log(`${target}: ${run.stats.done} of ${run.stats.total ?? '?'} ports`)
  })
  return reply.type('application/x-ndjson').send(Readable.from(lines(run.events(), left.signal)))
})

async function* lines(events: AsyncIterable<ScanEvent>, left: AbortSignal): AsyncGenerator<string> {
  try {
    for await (const event of events) yield `${jsonText(event)}\n`
  } catch (error) {
    // The rest of a scan that nobody waits for is not missed; an answer that has begun can only say what broke it off.
    if (left.aborted) return
    if (!(error instanceof ScanError)) throw error
    yield `${jsonText({ kind: 'error', code: error.code, message: error.message })}\n`
  }
}

server.setErrorHandler(async (error: Error & { statusCode?: number }, _request, reply) => {
  const refused = error instanceof ScanError ? 400 : (error.statusCode ?? 500)
  await reply.code(refused).send({ error: refused < 500 ? error.message : 'internal error' })
})

console.log(`listening on ${await server.listen({ host: '127.0.0.1', port: Number(port) })}`)
