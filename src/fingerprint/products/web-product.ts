import { cleanValue, known, latin1 } from '../field.ts'
import { headers, type HttpResponse } from '../http-response.ts'
import { cpe } from './cpe.ts'
import { firstRule, type SoftwareFacts } from './product-rule.ts'
import { webJsonRules, type JsonRule } from './rules-web-json.ts'
import { webFrontRules } from './rules-web-fronts.ts'
import { webMetricRules, webTextRules } from './rules-web-texts.ts'
import { webTitleRules } from './rules-web-titles.ts'
import { webHeaderRules } from './rules-web-fields.ts'
import { trimVersion } from './split-version.ts'

/** Fields that every server sends and no rule asks for. */
const COMMON: ReadonlySet<string> = new Set([
  'accept-ranges',
  'cache-control',
  'connection',
  'content-length',
  'content-type',
  'date',
  'etag',
  'expires',
  'last-modified',
  'server',
  'vary',
])
const MOST_FIELDS = 48
const MOST_TEXT = 4_096
/** Of the end of a long page, where many programs say who they are. */
const LAST_TEXT = 1_024
const MOST_METRICS = 4
const MOST_COOKIES = 16
const VERSION = /^\d{1,5}\.\d[\w.+~-]{0,40}$/

/**
 * What an HTTP answer shows of the product behind it, other than by its field Server: fields that only one product
 * sends, a document that describes itself, the title, words of an error page. Never throws.
 */
export function webProduct(
  response: HttpResponse,
  body: Uint8Array,
  title: string | undefined,
): SoftwareFacts | undefined {
  let found: SoftwareFacts | undefined
  for (const facts of clues(response, body, title)) {
    if (facts?.product === undefined || (found !== undefined && found.product !== facts.product)) continue
    // The same product again may bring the version along.
    if (facts.version !== undefined) return facts
    found ??= facts
  }
  return found
}

function* clues(
  response: HttpResponse,
  body: Uint8Array,
  title: string | undefined,
): Generator<SoftwareFacts | undefined> {
  yield jsonFacts(body)
  let fields = 0
  for (const [name, value] of response.headers) {
    if (COMMON.has(name) || ++fields > MOST_FIELDS) continue
    yield firstRule(webHeaderRules, `${name}: ${value}`.slice(0, 512))
  }
  if (title !== undefined) yield firstRule(webTitleRules, title)
  yield firstRule(webTextRules, latin1(body, 0, MOST_TEXT))
  if (body.length > MOST_TEXT) yield* laterFacts(body)
  yield* metricFacts(body)
  for (const cookie of headers(response, 'set-cookie').slice(0, MOST_COOKIES))
    yield firstRule(webFrontRules, `set-cookie: ${cookie}`.slice(0, 512))
}

/** Of a long page: what follows its style sheets and scripts, and its end. */
function* laterFacts(body: Uint8Array): Generator<SoftwareFacts | undefined> {
  const page = bufferOf(body)
  const start = Math.max(page.indexOf('<body'), page.indexOf('<BODY'))
  // A rule for the start of a page is not one for its middle.
  if (start !== -1) yield firstRule(webTextRules, `\n${latin1(body, start, start + MOST_TEXT)}`)
  yield firstRule(webTextRules, `\n${latin1(body, Math.max(MOST_TEXT, body.length - LAST_TEXT))}`)
}

function* metricFacts(body: Uint8Array): Generator<SoftwareFacts | undefined> {
  const metric = bufferOf(body)
  let at = metric.indexOf('_build_info{')
  for (let seen = 0; at !== -1 && seen < MOST_METRICS; seen++) {
    const start = metric.lastIndexOf('\n', at) + 1
    if (at - start < 64) yield firstRule(webMetricRules, latin1(metric, start, at + 400))
    at = metric.indexOf('_build_info{', at + 1)
  }
}

function bufferOf(body: Uint8Array): Buffer {
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength)
}

/** The facts of the first rule that a JSON document fits. */
export function jsonFacts(body: Uint8Array): SoftwareFacts | undefined {
  const [document, rule] = describedBy(body)
  if (document === undefined || rule === undefined) return undefined
  const version = cleanValue(releaseOf(textAt(document, rule.version)))
  const [vendor, product] = rule.cpe?.split(':') ?? []
  return known({
    product: rule.product,
    vendor: rule.vendor,
    version,
    hostname: cleanValue(textAt(document, rule.hostname)),
    cpe: vendor && product ? [cpe({ part: 'a', vendor, product, version })] : undefined,
  })
}

/** The cluster, and the node of it, that a JSON document tells, where its product says both under these names. */
export function jsonPlace(body: Uint8Array): { readonly cluster?: string; readonly node?: string } {
  const [document, rule] = describedBy(body)
  if (document === undefined || rule === undefined) return {}
  return known({
    cluster: cleanValue(textAt(document, rule.cluster)),
    node: cleanValue(textAt(document, rule.node)),
  })
}

function describedBy(body: Uint8Array): [document?: object, rule?: JsonRule | undefined] {
  const document = parseObject(body)
  return document === undefined ? [] : [document, webJsonRules.find((one) => fits(one, document))]
}

/** The version that a JSON document tells under this path. */
export function jsonVersion(body: Uint8Array, path: string): string | undefined {
  const document = parseObject(body)
  const version = document && cleanValue(releaseOf(textAt(document, path)))
  return version !== undefined && VERSION.test(version) ? version : undefined
}

function fits({ where }: JsonRule, document: object): boolean {
  return Object.entries(where).every(([path, on]) => on.test(textAt(document, path)?.slice(0, 256) ?? ''))
}

function parseObject(body: Uint8Array): object | undefined {
  // Chunked documents begin with a length; those of one chunk are common, and read here without decoding.
  const text = bufferOf(body).toString('utf8').trim()
  const start = text.startsWith('{') ? 0 : /^[\da-f]{1,4}\r\n(?=\{)/i.exec(text)?.[0].length
  if (start === undefined) return undefined
  try {
    const value: unknown = JSON.parse(text.slice(start, text.lastIndexOf('}') + 1))
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}

// Packagers mark what they have repacked: `2.42.0+ds`; `node.js/v20.20.2` is a name and a version.
function releaseOf(text: string | undefined): string | undefined {
  return trimVersion(text?.slice(0, 64).replace(/^(?:[a-z.]{1,16}\/)?v|[+~](?:ds|dfsg)[\w.]{0,20}$/g, ''))
}

// A name with dots in it (`lucene.solr-spec-version` has none) would not be found; no rule needs one.
function textAt(document: object, path: string | undefined): string | undefined {
  if (path === undefined) return undefined
  let value: unknown = document
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
    value = (value as Record<string, unknown>)[name]
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? `${value}`
    : undefined
}
