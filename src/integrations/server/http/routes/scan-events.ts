import { Readable } from 'node:stream'
import type { Tenant } from '../../model.ts'
import { eventStream, hasEnded } from '../event-stream.ts'
import type { HttpApp, HttpParts } from '../http-app.ts'
import { HttpProblem, tooMany } from '../problem.ts'
import { unknownScan } from './scans.ts'

/** Streams of one tenant at once, in this process. */
const MOST_STREAMS = 50

/** `GET /scan/:scan_id/events`: what happens in a scan, as it happens. */
export function scanEventRoute(app: HttpApp, { Type, shapes, store, closing }: HttpParts): void {
  const open = new Map<Tenant, number>()
  app.get(
    '/scan/:scan_id/events',
    {
      config: { scope: 'read' },
      exposeHeadRoute: false,
      schema: {
        operationId: 'followScan',
        tags: ['scans'],
        summary: 'What happens in a scan, as server-sent events',
        description:
          'Events `scan`, `host`, `port` and `progress`, numbered from 1, and at last `end`. `Last-Event-ID` goes on behind that number.',
        params: shapes.scanIdParams,
        headers: Type.Object({
          'last-event-id': Type.Optional(Type.String({ pattern: '^(\\d{1,15})?$' })),
        }),
        response: {
          200: { description: 'The stream', content: { 'text/event-stream': { schema: Type.String() } } },
          204: Type.Null({ description: 'All of it was told: there will be no more' }),
          404: { description: 'There is no such scan', $ref: 'Problem#' },
        },
      },
    },
    async (request, reply) => {
      const { scan_id: scanId } = request.params
      const { tenant } = request.caller
      const last = request.headers['last-event-id'] ?? ''
      const scan = await store.scans.get(tenant, scanId)
      if (scan === undefined) throw unknownScan(scanId)
      const after = Number(last)
      const events = (from: number, limit: number) => store.scans.events(tenant, scanId, from, limit)
      // A browser's EventSource asks again until it is told that there is no more.
      if (last !== '' && hasEnded(scan.status) && (await events(after, 1)).length === 0) {
        return reply.code(204).send(null)
      }
      const streams = open.get(tenant) ?? 0
      if (streams >= MOST_STREAMS) throw tooMany('too_many_streams', `${MOST_STREAMS} streams are open`, 5)
      open.set(tenant, streams + 1)
      const gone = new AbortController()
      reply.raw.once('close', () => {
        gone.abort()
        open.set(tenant, (open.get(tenant) ?? 1) - 1)
      })
      const status = async () => (await store.scans.get(tenant, scanId))?.status
      const signal = AbortSignal.any([gone.signal, closing])
      const stream = Readable.from(eventStream({ events, status }, { after, signal }), { highWaterMark: 1 })
      return reply
        .header('content-type', 'text/event-stream; charset=utf-8')
        .header('x-accel-buffering', 'no')
        .send(stream)
    },
  )
}

/** For routes that need an ended scan. */
export function notEnded(status: string): HttpProblem {
  return new HttpProblem(409, 'scan_not_ended', `the scan is ${status}: come again when it has ended`)
}
