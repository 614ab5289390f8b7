import { httpRequest } from '../http-request.ts'
import { isWholeResponse } from '../http-response.ts'
import type { Matcher, ServiceProbe } from '../service-probe.ts'
import { http } from './http.ts'

/** An answer of HTTP to this question, which goes on in this way. */
const response: Matcher = (answer, context) => {
  if (context.probe !== 'http-host') return undefined
  const match = http.matchers[0]!(answer, { ...context, probe: 'http' })
  return match && { ...match, by: match.name === 'http' ? 'http-host' : (match.by ?? match.name) }
}

/**
 * HTTP/1.1 (RFC 9112, section 3.2) for those who do not answer a request without a Host. It comes late, because others
 * take a Host for an attack from a web page.
 *
 * Asks: `GET /` with a Host; then as `http`.
 * Known by: a status line; it is named as `http` is.
 * Version: as that of `http`.
 */
export const httpHost: ServiceProbe = {
  name: 'http-host',
  ports: [],
  rarity: 7,
  hello: (context) => httpRequest('/', context),
  enough: isWholeResponse,
  matchers: [response],
  ...(http.detail && { detail: http.detail }),
}
