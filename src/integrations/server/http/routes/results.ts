import type { HttpApp, HttpParts } from '../http-app.ts'
import { linkNext, pageOf } from '../next-page.ts'
import { oneHost } from '../one-host.ts'
import { notFound } from '../problem.ts'

const USUAL = 10

/** `GET /results/:host`: what was found on a host, scan by scan. */
export function resultRoutes(app: HttpApp, { Type, shapes, store }: HttpParts): void {
  app.get(
    '/results/:host',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'getResults',
        tags: ['results'],
        summary: 'What was found on a host, the newest first',
        params: shapes.hostParams,
        querystring: Type.Object(
          { ...shapes.page(USUAL), scan_id: Type.Optional(shapes.scanId) },
          shapes.closed,
        ),
        response: {
          200: Type.Array(shapes.hostResult),
          404: { description: 'Nothing is known of the host', $ref: 'Problem#' },
        },
      },
    },
    async (request, reply) => {
      const host = await oneHost(request.params.host)
      const { scan_id: scanId } = request.query
      const page = await store.results.ofHost(request.caller.tenant, host, {
        ...pageOf(request.query, USUAL),
        ...(scanId !== undefined && { scanId }),
      })
      if (page.items.length === 0) throw notFound(`there is no result of ${host}`)
      return linkNext(request, reply, page)
    },
  )
}
