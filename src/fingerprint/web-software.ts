import { bodyOf } from './http-body.ts'
import { header, type HttpResponse } from './http-response.ts'
import { describeSoftware } from './products/describe-software.ts'
import { firstRule, type SoftwareFacts } from './products/product-rule.ts'
import { webViaRules } from './products/rules-web-fields.ts'
import { webProduct } from './products/web-product.ts'

/** The product that answers: what its field Server names, or the application that is built on that. */
export function webSoftware(
  response: HttpResponse,
  answer: Uint8Array,
  seen: { readonly title?: string; readonly poweredBy?: string },
): SoftwareFacts {
  const server = header(response, 'server')
  const origin = {
    ...(seen.poweredBy !== undefined && !FRAMEWORK.test(seen.poweredBy) && { info: seen.poweredBy }),
    ...(server !== undefined && describeSoftware('http-server', server)),
  }
  const found = withPage(origin, webProduct(response, bodyOf(response, answer), seen.title))
  const cache = cacheInFront(response)
  if (cache === undefined || isSame(found.product, cache.product)) return found
  return { ...(found.product !== undefined && { info: spoken(found) }), ...cache }
}

/**
 * The cache that answers for a server behind it, whose field Server it leaves as it is. It adds its own Via, and only
 * behind that the field Connection, which is between the two of us; where that came before, another stands in front.
 */
function cacheInFront({ headers }: HttpResponse): SoftwareFacts | undefined {
  const [via, connection] = ['via', 'connection'].map((name) =>
    headers.findLastIndex(([key]) => key === name),
  )
  if (via === -1 || connection! < via!) return undefined
  const last = headers[via!]?.[1].slice(0, 512).split(',').at(-1)
  return last === undefined ? undefined : firstRule(webViaRules, last.trim())
}

/** What the field X-Powered-By names as the product itself. */
const FRAMEWORK = /^Express$/

/** Libraries that applications are built on: the application is what is asked for. */
const LIBRARY =
  /^(?:Jetty|Cowboy|MochiWeb|Tornado|Kestrel|Werkzeug|Gunicorn|Uvicorn|Hypercorn|Waitress|CherryPy|Twisted Web|WEBrick|Puma|Thin|Medusa|wsgiref|http\.server|HTTP::Daemon|Express|Fastify|NestJS|CivetWeb|Node\.js|Akka HTTP|Undertow)$/

/**
 * What the server says of itself, with what the page shows put in: in the first place where the server is only a
 * library, else as `info`.
 */
export function withPage<T extends SoftwareFacts>(server: T, page: SoftwareFacts | undefined): T {
  if (page?.product === undefined) return server
  if (isSame(server.product, page.product)) {
    // The more precise of two versions of the same product: "2.4", then "2.4.2".
    const better = page.version?.startsWith(server.version ?? '') === true
    return better ? { ...server, ...page, product: server.product } : server
  }
  if (server.product !== undefined && !LIBRARY.test(server.product)) return { info: spoken(page), ...server }
  const { product: _product, vendor: _vendor, version: _version, cpe: _cpe, ...rest } = server
  return { ...rest, ...(server.product !== undefined && { info: spoken(server) }), ...page } as unknown as T
}

/** `node_exporter` is the Node Exporter. */
function isSame(one: string | undefined, other: string | undefined): boolean {
  const [a, b] = [one, other].map((name = '') => name.toLowerCase().replace(/[^a-z\d]/g, ''))
  return a === b
}

function spoken({ product, version }: SoftwareFacts): string {
  return [product, version].filter((word) => word !== undefined).join(' ')
}
