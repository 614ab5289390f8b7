import type { HttpApp, HttpParts } from '../http-app.ts'
import { linkNext, pageOf } from '../next-page.ts'

const USUAL = 100

/** `GET /audit`: who asked for what, and what was refused. */
export function auditRoute(app: HttpApp, { Type, shapes, store }: HttpParts): void {
  app.get(
    '/audit',
    {
      config: { scope: 'admin' },
      schema: {
        operationId: 'listAudit',
        tags: ['keys'],
        summary: 'Who asked for what, the newest first',
        querystring: Type.Object(shapes.page(USUAL), shapes.closed),
        response: {
          200: Type.Object({
            items: Type.Array(shapes.auditRow),
            cursor: Type.Optional(Type.String()),
          }),
        },
      },
    },
    async (request, reply) => {
      const page = await store.audit.list(request.caller.tenant, pageOf(request.query, USUAL))
      return {
        items: linkNext(request, reply, page),
        ...(page.cursor !== undefined && { cursor: page.cursor }),
      }
    },
  )
}
