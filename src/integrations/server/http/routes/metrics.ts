import type { HttpApp, HttpParts } from '../http-app.ts'

/** `GET /metrics`: for Prometheus, which sends a key like everybody (`authorization` in its configuration). */
export function metricsRoute(app: HttpApp, { Type, telemetry }: HttpParts): void {
  app.get(
    '/metrics',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'getMetrics',
        tags: ['service'],
        summary: 'Metrics as Prometheus reads them',
        response: {
          200: { description: 'The metrics', content: { 'text/plain': { schema: Type.String() } } },
        },
      },
    },
    async (_request, reply) =>
      reply
        .header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
        .send(await telemetry.metrics()),
  )
}
