import type { HttpApp, HttpParts } from '../http-app.ts'
import { linkNext, pageOf } from '../next-page.ts'

const USUAL = 100

/** `GET /hosts`: every host that was ever scanned. */
export function hostRoutes(app: HttpApp, { Type, shapes, store }: HttpParts): void {
  app.get(
    '/hosts',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'listHosts',
        tags: ['results'],
        summary: 'All hosts, with what their last scan found',
        querystring: Type.Object(shapes.page(USUAL), shapes.closed),
        response: {
          200: Type.Object({
            items: Type.Array(shapes.hostSummary),
            cursor: Type.Optional(Type.String()),
          }),
        },
      },
    },
    async (request, reply) => {
      const page = await store.results.hosts(request.caller.tenant, pageOf(request.query, USUAL))
      return {
        items: linkNext(request, reply, page),
        ...(page.cursor !== undefined && { cursor: page.cursor }),
      }
    },
  )
}
