import type { HostResult, Tenant } from '../../model.ts'
import { compareResults, nothingToCompare, type ResultDiff } from '../compare-results.ts'
import type { HttpApp, HttpParts } from '../http-app.ts'
import { oneHost } from '../one-host.ts'
import { HttpProblem, notFound } from '../problem.ts'

/** `GET /diff/:host`: what changed on a host from one scan to another. */
export function diffRoutes(app: HttpApp, { Type, shapes, store }: HttpParts): void {
  const side = Type.Object({ scan_id: Type.String(), scanned_at: Type.String() })
  const service = Type.Optional(Type.Object({}, { additionalProperties: true }))
  const diff = Type.Unsafe<ResultDiff>(
    Type.Object({
      host: Type.String(),
      newly_opened: Type.Array(Type.Integer()),
      newly_closed: Type.Array(Type.Integer()),
      changed_services: Type.Array(
        Type.Object({
          port: Type.Integer(),
          transport: Type.String(),
          changes: Type.Array(Type.String()),
          before: service,
          after: service,
        }),
      ),
      from: Type.Optional(side),
      to: Type.Optional(side),
      note: Type.Optional(Type.String({ description: 'Why nothing, or not all, could be compared' })),
    }),
  )
  app.get(
    '/diff/:host',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'getDiff',
        tags: ['results'],
        summary: 'What changed on a host between its last two scans, or between two of your choice',
        description: 'Only ports that both scans looked at are compared.',
        params: shapes.hostParams,
        querystring: Type.Object(
          { from: Type.Optional(shapes.scanId), to: Type.Optional(shapes.scanId) },
          shapes.closed,
        ),
        response: { 200: diff, 404: { description: 'No result of that scan', $ref: 'Problem#' } },
      },
    },
    async (request) => {
      const { tenant } = request.caller
      const host = await oneHost(request.params.host)
      const { from, to } = request.query
      if (from === undefined && to === undefined) return lastTwo(tenant, host)
      if (from === undefined || to === undefined) {
        throw new HttpProblem(400, 'invalid_request', 'from and to belong together: both are scans')
      }
      return compareResults(await ofScan(tenant, host, from), await ofScan(tenant, host, to))
    },
  )

  async function lastTwo(tenant: Tenant, host: string): Promise<ResultDiff> {
    const { items } = await store.results.ofHost(tenant, host, { limit: 2 })
    const [after, before] = items
    return after === undefined || before === undefined
      ? nothingToCompare(host, after)
      : compareResults(before, after)
  }

  async function ofScan(tenant: Tenant, host: string, scanId: string): Promise<HostResult> {
    const { items } = await store.results.ofHost(tenant, host, { limit: 1, scanId })
    const [result] = items
    if (result === undefined) throw notFound(`the scan ${scanId} has no result of ${host}`)
    return result
  }
}
