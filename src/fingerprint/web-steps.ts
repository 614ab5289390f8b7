import { faviconHash, isWholeIcon, type FaviconHash } from './favicon-hash.ts'
import { known } from './field.ts'
import { pageFacts } from './html-page.ts'
import { bodyOf } from './http-body.ts'
import { httpRequest } from './http-request.ts'
import { isWholeResponse, parseHttpResponse, type HttpResponse } from './http-response.ts'
import { versionedCpe } from './products/cpe.ts'
import { jsonPlace, jsonVersion, webProduct } from './products/web-product.ts'
import type { DetailStep, HelloContext, Match, Matcher } from './service-probe.ts'
import { versionQuestion, type WebKnowledge, type WebQuestion } from './web-questions.ts'
import { softwareByManner } from './web-manner.ts'
import { withPage } from './web-software.ts'

/** Requests after the first, at most. */
const MOST_REQUESTS = 2
const ICON = '/favicon.ico'

/** What further requests add to the details of a web server. */
export interface FurtherDetails {
  /** The hashes of `/favicon.ico`, where it is an image of at most 16 KiB. */
  readonly favicon?: FaviconHash
  /** The paths that were asked after `/`. */
  readonly asked?: readonly string[]
  /** The cluster or the data center that it is part of, and its own name in it, where a document of its tells. */
  readonly cluster?: string
  readonly node?: string
}

/** Says `GET /` again with a Host; the answer to the better question replaces the first one whole. */
export function askWithHost(response: Matcher, context: HelloContext): DetailStep {
  return {
    send: httpRequest('/', context),
    fresh: true,
    enough: isWholeResponse,
    merge: (first, answer, answered) => {
      const better = response(answer, answered)
      if (better?.name !== first.name) return first
      if (better.product !== undefined || first.product === undefined) return better
      // It says no more who it is: one and the same server said so just now.
      const { product, vendor, version, cpe } = first
      return { ...better, ...known({ product, vendor, version, cpe }) }
    },
  }
}

/**
 * At most two more requests, chosen by what is known: for the version, where the product has a path of its own for
 * it; for a path that there is not, whose error page shows who made it; for the icon of a page.
 */
export function askFurther(match: Match, step: number, context: HelloContext): DetailStep | undefined {
  if (step >= MOST_REQUESTS) return undefined
  const { asked = [], ...seen } = (match.details ?? {}) as FurtherDetails & WebKnowledge
  const question = asked.length === 0 ? questionToAsk(match, seen, context) : undefined
  if (question !== undefined) return askForProduct(question, context)
  if (match.name !== 'http') return undefined
  const page = seen.contentType?.startsWith('text/html') === true && (seen.status ?? 500) < 500
  return page && !asked.includes(ICON) ? askForIcon(context) : undefined
}

function questionToAsk(
  { name, product, version }: Match,
  seen: WebKnowledge,
  { random }: HelloContext,
): WebQuestion | undefined {
  if (version !== undefined) return undefined
  const question = versionQuestion({ ...seen, product })
  // What is not there a proxy would have to fetch.
  if (question !== undefined || name !== 'http') return question
  const path = `/portscan-core-${Math.floor(random() * 0x1_0000_0000).toString(16)}`
  return product === undefined || product === 'Tomcat' || product === 'Jetty' ? { path } : undefined
}

function askForProduct({ path, version }: WebQuestion, context: HelloContext): DetailStep {
  return {
    send: httpRequest(path, context),
    fresh: true,
    enough: isWholeResponse,
    merge: (first, answer) => {
      const response = parseHttpResponse(answer)
      if (response === undefined) return first
      const body = bodyOf(response, answer)
      const told = version === undefined ? undefined : jsonVersion(body, version)
      const found =
        told === undefined ? withAnswer(first, response, answer, path) : withVersion(first, told, path)
      return { ...found, details: { ...first.details, ...jsonPlace(body), asked: [path] } }
    },
  }
}

function withVersion(first: Match, version: string, path: string): Match {
  return {
    ...first,
    version,
    ...(first.cpe && { cpe: first.cpe.map((name) => versionedCpe(name, version)) }),
    evidence: `${first.evidence}, ${path}`,
  }
}

function withAnswer(first: Match, response: HttpResponse, answer: Uint8Array, path: string): Match {
  const body = bodyOf(response, answer)
  const page = webProduct(response, body, pageFacts(body).title) ?? softwareByManner(response)
  if (page === undefined) return first
  return { ...withPage(first, page), evidence: `${first.evidence}, ${path}` }
}

function askForIcon(context: HelloContext): DetailStep {
  return {
    send: httpRequest(ICON, context),
    fresh: true,
    enough: isWholeIcon,
    merge: (first, answer) => {
      const favicon = faviconHash(answer)
      const asked = [...((first.details as FurtherDetails | undefined)?.asked ?? []), ICON]
      const response = parseHttpResponse(answer)
      // An error page in its place may show who made it, where nothing has so far.
      const unknown = favicon === undefined && first.product === undefined && response !== undefined
      const found = unknown ? withAnswer(first, response, answer, ICON) : first
      return { ...found, details: { ...first.details, asked, ...(favicon !== undefined && { favicon }) } }
    },
  }
}
