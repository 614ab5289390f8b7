import type { StoredScan } from '../../model.ts'
import type { HttpApp, HttpParts } from '../http-app.ts'
import { linkNext, pageOf } from '../next-page.ts'
import { HttpProblem, notFound } from '../problem.ts'

const USUAL = 50

/** Scans: which there are, how far one is, and its end before its time. */
export function scanRoutes(app: HttpApp, { Type, shapes, store }: HttpParts): void {
  app.get(
    '/scans',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'listScans',
        tags: ['scans'],
        summary: 'All scans, the newest first',
        querystring: Type.Object(shapes.page(USUAL), shapes.closed),
        response: {
          200: Type.Object({
            items: Type.Array(Type.Unsafe<Omit<StoredScan, 'tenant'>>(shapes.scan)),
            cursor: Type.Optional(Type.String()),
          }),
        },
      },
    },
    async (request, reply) => {
      const page = await store.scans.list(request.caller.tenant, pageOf(request.query, USUAL))
      return {
        items: linkNext(request, reply, page),
        ...(page.cursor !== undefined && { cursor: page.cursor }),
      }
    },
  )

  app.get(
    '/scan/status/:scan_id',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'getScanStatus',
        tags: ['scans'],
        summary: 'How far a scan is, host by host',
        params: shapes.scanIdParams,
        response: {
          200: Type.Array(shapes.hostProgress),
          404: { description: 'There is no such scan', $ref: 'Problem#' },
        },
      },
    },
    async (request) => {
      const { scan_id: scanId } = request.params
      const hosts = await store.scans.hosts(request.caller.tenant, scanId)
      if (hosts === undefined) throw unknownScan(scanId)
      return [...hosts]
    },
  )

  app.delete(
    '/scan/:scan_id',
    {
      config: { scope: 'scan' },
      schema: {
        operationId: 'cancelScan',
        tags: ['scans'],
        summary: 'Cancel a scan',
        description:
          'What is under way ends within seconds. To cancel a cancelled scan again changes nothing.',
        params: shapes.scanIdParams,
        response: {
          200: Type.Object({ scan_id: Type.String(), status: Type.Literal('cancelled') }),
          404: { description: 'There is no such scan', $ref: 'Problem#' },
          409: { description: 'It has ended', $ref: 'Problem#' },
        },
      },
    },
    async (request) => {
      const { scan_id: scanId } = request.params
      const { tenant, keyId } = request.caller
      const outcome = await store.scans.cancel(tenant, scanId)
      if (outcome === undefined) throw unknownScan(scanId)
      if (outcome === 'ended')
        throw new HttpProblem(409, 'scan_ended', 'the scan has ended; its results stay')
      const who = { tenant, ...(keyId !== undefined && { key_id: keyId }) }
      await store.audit.add([{ ...who, action: 'scan.cancelled', detail: { scan_id: scanId } }])
      return { scan_id: scanId, status: outcome }
    },
  )
}

export function unknownScan(scanId: string): HttpProblem {
  return notFound(`there is no scan ${scanId}`)
}
