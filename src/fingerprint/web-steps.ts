import { faviconHash, isWholeIcon, type FaviconHash } from './favicon-hash.ts'
import { known } from './field.ts'
import { pageFacts } from './html-page.ts'
import { httpRequest } from './http-request.ts'
import { isWholeResponse, parseHttpResponse } from './http-response.ts'
import { webProduct } from './products/web-product.ts'
import type { DetailStep, HelloContext, Match, Matcher } from './service-probe.ts'
import { versionPath, type WebKnowledge } from './web-questions.ts'
import { bodyOf, softwareByManner, withPage } from './web-software.ts'

/** Requests after the first, at most. */
const MOST_REQUESTS = 2
const ICON = '/favicon.ico'

/** What further requests add to the details of a web server. */
export interface FurtherDetails {
  /** The hashes of `/favicon.ico`, where it is an image of at most 16 KiB. */
  readonly favicon?: FaviconHash
  /** The paths that were asked after `/`. */
  readonly asked?: readonly string[]
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
  const path = asked.length === 0 ? pathToAsk(match, seen, context) : undefined
  if (path !== undefined) return askForProduct(path, context)
  const page = seen.contentType?.startsWith('text/html') === true && (seen.status ?? 500) < 500
  return page && !asked.includes(ICON) ? askForIcon(context) : undefined
}

function pathToAsk(
  { product, version }: Match,
  seen: WebKnowledge,
  { random }: HelloContext,
): string | undefined {
  if (version !== undefined) return undefined
  const path = versionPath({ ...seen, product })
  if (path !== undefined) return path
  const nonsense = `/portscan-core-${Math.floor(random() * 0x1_0000_0000).toString(16)}`
  return product === undefined || product === 'Tomcat' || product === 'Jetty' ? nonsense : undefined
}

function askForProduct(path: string, context: HelloContext): DetailStep {
  return {
    send: httpRequest(path, context),
    fresh: true,
    enough: isWholeResponse,
    merge: (first, answer) => {
      const response = parseHttpResponse(answer)
      if (response === undefined) return first
      const body = bodyOf(response, answer)
      const page = webProduct(response, body, pageFacts(body).title) ?? softwareByManner(response)
      return {
        ...withPage(first, page),
        details: { ...first.details, asked: [path] },
        evidence: page === undefined ? first.evidence : `${first.evidence}, ${path}`,
      }
    },
  }
}

function askForIcon(context: HelloContext): DetailStep {
  return {
    send: httpRequest(ICON, context),
    fresh: true,
    enough: isWholeIcon,
    merge: (first, answer) => {
      const favicon = faviconHash(answer)
      const asked = [...((first.details as FurtherDetails | undefined)?.asked ?? []), ICON]
      return { ...first, details: { ...first.details, asked, ...(favicon !== undefined && { favicon }) } }
    },
  }
}
