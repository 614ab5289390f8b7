import { cleanValue, known as present, latin1 } from '../field.ts'
import { pageFacts } from '../html-page.ts'
import { bodyOf } from '../http-body.ts'
import { userAgent } from '../http-request.ts'
import { header, headers, isWholeResponse, parseHttpResponse, type HttpResponse } from '../http-response.ts'
import { jsonPlace } from '../products/web-product.ts'
import type { DetailStep, HelloContext, Match, Matcher, ServiceProbe } from '../service-probe.ts'
import { webSoftware } from '../web-software.ts'
import { askFurther, askWithHost, type FurtherDetails } from '../web-steps.ts'
import { otherService } from './not-http.ts'

/** `details` of a service named `http`. */
export interface HttpDetails extends FurtherDetails {
  readonly status: number
  /** `'1.1'`, `'1.0'`; `'icy'` for SHOUTcast's own status line. */
  readonly httpVersion: string
  /** The field `Server` as it came. */
  readonly server?: string
  /** The field `X-Powered-By`. */
  readonly poweredBy?: string
  /** Title of the page, at most 256 characters. */
  readonly title?: string
  /** `<meta name="generator">` of the page. */
  readonly generator?: string
  /** Where the answer redirects to; never followed. */
  readonly location?: string
  readonly contentType?: string
  /** The header fields as they came, names in lower case, at most 40 of 256 characters; cookies are not among them. */
  readonly headers?: Readonly<Record<string, string>>
  /** What it asks for before it answers (RFC 9110 11.6.1). */
  readonly authentication?: readonly { readonly scheme: string; readonly realm?: string }[]
  /** Names of the cookies it sets; their values are not kept. */
  readonly cookies?: readonly string[]
  /** The start of an answer in plain text or JSON, at most 256 characters. */
  readonly text?: string
  /** What was wrong with the answer. */
  readonly trouble?: 'headers-too-large' | 'only-interim-responses'
}

const MOST_LISTED = 16
const MOST_FIELDS = 40
/** A name of a field (RFC 9110, section 5.6.2). */
const TOKEN = /^[!#$%&'*+.^_`|~\w-]{1,64}$/
const SECRET = /^set-cookie2?$/

/** What servers say when plain HTTP reaches their TLS port: nginx, Apache, Go, Tomcat, HAProxy, Node-based ones. */
const TLS_WANTED =
  /plain HTTP request was sent to HTTPS port|speaking plain HTTP to an SSL-enabled|HTTP request to an HTTPS server|requires TLS|HTTPS is required|SSL(?:\/TLS)? required/i

const response: Matcher = (answer, context) => {
  const parsed = parseHttpResponse(answer)
  if (parsed === undefined) return undefined
  const server = header(parsed, 'server')
  const details = detailsOf(parsed, answer)
  const software = webSoftware(parsed, answer, details)
  const name = otherService(parsed, answer, details.title) ?? nameOf(parsed, server, software.product)
  return {
    name,
    ...(name === 'http-proxy' && { by: 'http' }),
    ...software,
    details: { ...details },
    ...(context.tls === undefined && wantsTls(parsed, answer, software.product) && { wantsTls: true }),
    confidence: 'structured',
    evidence: `status line ${statusLine(parsed)}${server === undefined ? '' : ', Server field'}`,
  }
}

const PROXY = /^(?:squid|tinyproxy|privoxy|polipo|3proxy|ccproxy|mitmproxy|ziproxy)\b/i
const PROXY_FIELDS = ['x-squid-error', 'proxy-agent', 'proxy-authenticate']

/** What answers like this may speak more than plain HTTP: a proxy for others, or the printing protocol. */
function nameOf(parsed: HttpResponse, server = '', product = ''): string {
  // A proxy refuses what names no host; what it serves for an origin behind it is plain HTTP.
  const isProxy = PROXY.test(server) || PROXY.test(product)
  if (parsed.status === 407 || (parsed.status >= 400 && isProxy)) return 'http-proxy'
  if (PROXY_FIELDS.some((name) => header(parsed, name) !== undefined)) return 'http-proxy'
  return /\bIPP\/[12]\.\d/.test(server.slice(0, 256)) ? 'ipp' : 'http'
}

function detailsOf(parsed: HttpResponse, answer: Uint8Array): HttpDetails {
  const body = bodyOf(parsed, answer)
  const authentication = headers(parsed, 'www-authenticate').slice(0, MOST_LISTED).map(challenge)
  const cookies = headers(parsed, 'set-cookie').slice(0, MOST_LISTED).map(cookieName)
  return {
    status: parsed.status,
    httpVersion: parsed.version,
    ...present({
      server: cleanValue(header(parsed, 'server')),
      poweredBy: cleanValue(header(parsed, 'x-powered-by')),
      location: cleanValue(header(parsed, 'location')),
      contentType: cleanValue(header(parsed, 'content-type')),
      text: textOf(parsed, body),
      trouble: troubleOf(parsed, answer),
      headers: fieldsOf(parsed),
    }),
    ...pageFacts(body),
    ...jsonPlace(body),
    ...(authentication.length > 0 && { authentication }),
    ...(cookies.length > 0 && { cookies }),
  }
}

/** Fields of one name are one list (RFC 9110, section 5.3). */
function fieldsOf(parsed: HttpResponse): Record<string, string> | undefined {
  const fields = new Map<string, string>()
  for (const [name, value] of parsed.headers) {
    const before = fields.get(name)
    if (SECRET.test(name) || !TOKEN.test(name) || (before === undefined && fields.size === MOST_FIELDS))
      continue
    const text = cleanValue(before === undefined ? value : `${before}, ${value}`)
    if (text !== undefined) fields.set(name, text)
  }
  return fields.size === 0 ? undefined : Object.fromEntries(fields)
}

function textOf(parsed: HttpResponse, body: Uint8Array): string | undefined {
  const plain = /^(?:text\/plain|application\/json)\b/i.test(header(parsed, 'content-type') ?? '')
  return plain ? cleanValue(latin1(body, 0, 256)) : undefined
}

function troubleOf(parsed: HttpResponse, answer: Uint8Array): HttpDetails['trouble'] {
  if (parsed.bodyAt === undefined && answer.length >= 16_384) return 'headers-too-large'
  return parsed.status < 200 && parsed.status !== 101 && parsed.interim > 0
    ? 'only-interim-responses'
    : undefined
}

function challenge(value: string): { scheme: string; realm?: string } {
  const scheme = /^[\w-]{1,32}/.exec(value)?.[0] ?? ''
  const realm = cleanValue(/\brealm\s{0,4}=\s{0,4}"([^"]{0,256})"/i.exec(value.slice(0, 1_024))?.[1])
  return { scheme: scheme.toLowerCase(), ...(realm !== undefined && { realm }) }
}

function cookieName(value: string): string {
  return cleanValue(value.slice(0, 256).split('=', 1)[0]) ?? ''
}

// A server that refuses so plain a request may be waiting for TLS; those who say who they are say that as well.
function wantsTls(parsed: HttpResponse, answer: Uint8Array, product: string | undefined): boolean {
  if (parsed.status === 400 && product === undefined) return true
  return parsed.bodyAt !== undefined && TLS_WANTED.test(latin1(answer, parsed.bodyAt, parsed.bodyAt + 2_048))
}

function statusLine({ version, status }: HttpResponse): string {
  return version === 'icy' ? `ICY ${status}` : `HTTP/${version} ${status}`
}

// No Host in the first request: Redis and others close on one, as a guard against cross-protocol requests.
function hello(context: HelloContext): Uint8Array {
  return Buffer.from(`GET / HTTP/1.0\r\nUser-Agent: ${userAgent(context)}\r\nAccept: */*\r\n\r\n`, 'latin1')
}

function furtherRequest(known: Match, step: number, context: HelloContext): DetailStep | undefined {
  // It was asked in HTTP/1 and answered in HTTP/2: more of the same says no more.
  if (known.details?.['httpVersion'] === '2') return undefined
  const refused = known.name === 'http' && known.details?.['status'] === 400
  if (step === 0 && (context.name !== undefined || refused)) return askWithHost(response, context)
  return askFurther(known, step, context)
}

/**
 * HTTP/1 (RFC 9110, RFC 9112). Redirects are reported and never followed; bodies are never decoded.
 *
 * Asks: `GET /`; then at most two of: `/` with a Host, the product's own version path, a path that there is not, `/favicon.ico`.
 * Known by: a status line. Proxies are named `http-proxy`, print servers `ipp`.
 * Version: `Server`; fields, titles, error pages and documents that only one product has.
 */
export const http: ServiceProbe = {
  name: 'http',
  ports: [
    80, 81, 591, 2052, 2080, 2082, 2086, 2095, 3000, 3128, 5000, 5985, 8000, 8008, 8080, 8081, 8088, 8888,
    9000, 9090,
  ],
  tlsPorts: [443, 832, 981, 1311, 2053, 2083, 2087, 2096, 4443, 5986, 7443, 8443, 8834, 9443, 10443, 12443],
  rarity: 1,
  alpn: ['http/1.1', 'http/1.0'],
  hello,
  enough: isWholeResponse,
  matchers: [response],
  detail: furtherRequest,
}
