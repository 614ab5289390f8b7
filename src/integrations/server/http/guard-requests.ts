import type { FastifyRequest } from 'fastify'
import type { HttpApp, HttpSettings } from './http-app.ts'
import { mayDo, type KeyGate } from './key-gate.ts'
import { checkLocal } from './local-only.ts'
import { HttpProblem } from './problem.ts'
import { requestRate } from './request-rate.ts'

/** The longest path with its query. */
const MOST_URL = 8_192

/** Before anything of a request is read: is it for us, who asks, how often, and may they? Unknown paths included. */
export function guardRequests(app: HttpApp, settings: HttpSettings, keys: KeyGate): void {
  const rate = requestRate(app, settings.limits.requests)
  app.decorateRequest('caller')
  app.addHook('onRequest', async (request) => {
    if (request.url.length > MOST_URL) {
      throw new HttpProblem(414, 'uri_too_long', `the address has more than ${MOST_URL} characters`)
    }
    if (settings.access !== 'keys') checkLocal(request.headers)
    const { scope } = request.routeOptions.config
    if (scope === undefined || scope === 'open') return rate.count(request, undefined)
    await identify(request)
    await rate.count(request, request.caller.keyId)
    if (mayDo(request.caller, scope)) return
    throw new HttpProblem(403, 'wrong_scope', `this needs a key with the scope '${scope}'`)
  })

  async function identify(request: FastifyRequest): Promise<void> {
    await rate.checkFailures(request)
    const caller = await keys.identify(request.headers.authorization)
    if (caller !== undefined) {
      request.caller = caller
      return
    }
    await rate.failed(request)
    throw new HttpProblem(401, 'no_key', 'this needs a key: Authorization: Bearer psc_…', {
      headers: { 'www-authenticate': 'Bearer realm="portscan"' },
    })
  }
}
