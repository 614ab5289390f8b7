import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { HttpApp, HttpParts } from '../http-app.ts'
import { HttpProblem, tooMany } from '../problem.ts'
import { BadHosts, readScanRequest, type ReadScan, type WantedScan } from '../read-scan-request.ts'
import { startScan } from '../start-scan.ts'
import { traceParent } from '../trace-parent.ts'

/** Seconds after which a place may be free again. */
const COME_AGAIN = 15

/** `POST /scan`: asks for a scan, which is kept and done later. */
export function createScanRoute(app: HttpApp, parts: HttpParts): void {
  const { Type, shapes, telemetry } = parts
  app.post(
    '/scan',
    {
      config: { scope: 'scan' },
      schema: {
        operationId: 'createScan',
        tags: ['scans'],
        summary: 'Ask for a scan',
        description:
          'Answers at once: `GET /scan/status/{scan_id}` and `GET /scan/{scan_id}/events` tell how far it is. Every host that cannot be scanned is listed, with the reason.',
        headers: Type.Object({
          'idempotency-key': Type.Optional(
            Type.String({
              pattern: '^[\\x21-\\x7e]{1,200}$',
              description:
                'The same key with the same body is the same scan for 24 hours; with another body it is 422',
            }),
          ),
        }),
        body: scanBody(parts),
        response: {
          202: Type.Object({ scan_id: shapes.scanId }),
          422: { description: 'The idempotency key was used with another body', $ref: 'Problem#' },
        },
      },
    },
    async (request, reply) => {
      const key = request.headers['idempotency-key']
      const scan = await telemetry.inSpan(
        'POST /scan',
        { kind: 'server', parent: traceParent(request.headers['traceparent']) },
        async (span) => {
          const read = await readAndAudit(request, request.body, parts)
          span.set({ 'portscan.hosts': read.request.hosts.length, 'portscan.endpoints': read.endpoints })
          return keepScan(request, read, key, parts)
        },
      )
      reply.header('location', `/scan/status/${scan}`)
      return reply.code(202).send({ scan_id: scan })
    },
  )
}

/** What a scan may say, also where a schedule asks for it. */
export function scanBody({ Type, shapes }: Pick<HttpParts, 'Type' | 'shapes'>) {
  const port = Type.Integer({ minimum: 1, maximum: 65_535 })
  return Type.Object(
    {
      hosts: Type.Array(Type.String({ minLength: 1, maxLength: 300 }), {
        minItems: 1,
        maxItems: 4_096,
        description: 'Names, addresses, blocks (`192.0.2.0/28`) and ranges (`192.0.2.1-20`)',
        examples: [['127.0.0.1']],
      }),
      ports: Type.Optional(
        Type.Union([
          Type.String({
            minLength: 1,
            maxLength: 4_096,
            description: '`22,80,8000-8100`, `top-100`, `web`, `U:53`',
          }),
          Type.Array(port, { minItems: 1, maxItems: 4_096 }),
        ]),
      ),
      services: Type.Optional(Type.Boolean({ description: 'Name what listens. Default true' })),
      udp: Type.Optional(Type.Boolean({ description: 'Ports are meant over UDP too. Default false' })),
      timing: Type.Optional(shapes.timing),
      rate: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000_000, description: 'Tries a second' })),
      timeout: Type.Optional(Type.Integer({ minimum: 10, maximum: 60_000, description: 'ms for one try' })),
      retries: Type.Optional(Type.Integer({ minimum: 0, maximum: 20 })),
      backends: Type.Optional(
        Type.Array(shapes.backend, {
          minItems: 1,
          maxItems: 5,
          uniqueItems: true,
          description: 'What scans, in this order: the next is taken where one fails',
        }),
      ),
    },
    shapes.closed,
  )
}

async function readAndAudit(
  { caller }: FastifyRequest,
  body: WantedScan,
  { scope, settings, store }: HttpParts,
): Promise<ReadScan> {
  try {
    return await readScanRequest(body, scope, settings)
  } catch (error) {
    if (error instanceof BadHosts) {
      const who = { tenant: caller.tenant, ...(caller.keyId !== undefined && { key_id: caller.keyId }) }
      const refused = error.hosts.filter(({ code }) => code !== 'invalid' && code !== 'too-many')
      await store.audit.add(refused.map((detail) => ({ ...who, action: 'scan.refused', detail })))
    }
    throw error
  }
}

async function keepScan(
  request: FastifyRequest,
  read: ReadScan,
  key: string | undefined,
  parts: HttpParts,
): Promise<string> {
  const { tenant, keyId } = request.caller
  const { store, settings } = parts
  // Two requests at once may both get the last place: the limit is there against floods, not to the scan.
  if ((await store.scans.unfinished(tenant)) >= settings.limits.scans) {
    throw tooMany('too_many_scans', `${settings.limits.scans} scans wait or are under way`, COME_AGAIN)
  }
  const hash = createHash('sha256').update(JSON.stringify(read.request)).digest('hex')
  const idempotency = key === undefined ? {} : { idempotency: { key, hash } }
  const started = await startScan(parts, tenant, read, idempotency, request.log)
  if (started === 'conflict') {
    const message = 'this idempotency key was used for another scan in the last 24 hours'
    throw new HttpProblem(422, 'idempotency_conflict', message)
  }
  const { scan, fresh } = started
  if (fresh) {
    const { hosts, ports } = read.request
    const detail = { scan_id: scan.scan_id, hosts, ports, endpoints: read.endpoints }
    await store.audit.add([
      { tenant, ...(keyId !== undefined && { key_id: keyId }), action: 'scan.created', detail },
    ])
  }
  return scan.scan_id
}
