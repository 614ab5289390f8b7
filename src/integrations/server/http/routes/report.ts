import { Readable } from 'node:stream'
import type { HttpApp, HttpParts } from '../http-app.ts'
import { hasEnded } from '../event-stream.ts'
import { REPORT_FORMATS, reportText, type ReportFormat } from '../report-text.ts'
import { notEnded } from './scan-events.ts'
import { unknownScan } from './scans.ts'

/** A page that came from peers' words has a place of its own, where it reaches nothing of this service. */
const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox allow-scripts"

/** `GET /report/:scan_id`: an ended scan as a file, in any format of the library. */
export function reportRoute(app: HttpApp, { Type, shapes, store }: HttpParts): void {
  const names = Object.keys(REPORT_FORMATS) as ReportFormat[]
  const types = [...new Set(names.map((name) => REPORT_FORMATS[name].type.split(';')[0]!))]
  app.get(
    '/report/:scan_id',
    {
      config: { scope: 'read' },
      exposeHeadRoute: false,
      schema: {
        operationId: 'getReport',
        tags: ['results'],
        summary: 'An ended scan as a report',
        params: shapes.scanIdParams,
        querystring: Type.Object(
          {
            format: Type.Optional(
              Type.Unsafe<ReportFormat>(Type.String({ enum: names, description: 'Default json' })),
            ),
          },
          shapes.closed,
        ),
        response: {
          200: {
            description: 'The report',
            content: Object.fromEntries(types.map((type) => [type, { schema: Type.String() }])),
          },
          404: { description: 'There is no such scan', $ref: 'Problem#' },
          409: { description: 'It has not ended yet', $ref: 'Problem#' },
        },
      },
    },
    async (request, reply) => {
      const { scan_id: scanId } = request.params
      const { tenant } = request.caller
      const { format = 'json' } = request.query
      const scan = await store.scans.get(tenant, scanId)
      if (scan === undefined) throw unknownScan(scanId)
      if (!hasEnded(scan.status)) throw notEnded(scan.status)
      const hosts = (await store.scans.hosts(tenant, scanId)) ?? []
      const { type, ending } = REPORT_FORMATS[format]
      const text = reportText(scan, hosts, store.results.ofScan(tenant, scanId), format)
      if (format === 'html') reply.header('content-security-policy', PAGE_POLICY)
      const way = format === 'html' ? 'inline' : 'attachment'
      return reply
        .header('content-type', type)
        .header('content-disposition', `${way}; filename="scan-${scanId}.${ending}"`)
        .send(Readable.from(text))
    },
  )
}
