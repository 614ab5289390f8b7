import type { FastifyRequest } from 'fastify'
import type { ServiceTelemetry } from '../telemetry/telemetry.ts'
import { withoutKeys } from './api-key.ts'
import type { HttpApp } from './http-app.ts'

/** What a log line says of an error; nothing that a peer or a client sent, but for the message, and no key. */
export function errorForLog(error: Error & { readonly code?: unknown }) {
  return {
    type: error.name,
    code: error.code,
    message: withoutKeys(error.message),
    stack: withoutKeys(error.stack ?? ''),
  }
}

/** One line for each request when it is answered, and the same for telemetry. */
export function logRequests(app: HttpApp, telemetry: ServiceTelemetry): void {
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    const { method } = request
    const { statusCode: status, elapsedTime: ms } = reply
    telemetry.httpRequest({ method, route, status, seconds: ms / 1_000 })
    request.log.info({ ...whatOf(request), status, ms: Math.round(ms) }, 'request')
    return Promise.resolve()
  })
}

function whatOf(request: FastifyRequest) {
  // Paths that nobody is asked a key for have no caller.
  const caller = request.caller as FastifyRequest['caller'] | undefined
  return {
    method: request.method,
    url: withoutKeys(request.url.slice(0, 500)),
    from: request.ip,
    ...(caller && { tenant: caller.tenant, key: caller.keyId }),
  }
}
