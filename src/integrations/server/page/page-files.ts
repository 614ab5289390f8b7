import { createHash } from 'node:crypto'
import script from './browser/main.ts?browser'
import { pageHtml } from './page-html.ts'
import { pageStyle } from './page-style.ts'

/** A file of the page, held in memory. */
export interface PageFile {
  readonly path: string
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
}

/** The Content-Security-Policy of the page (CSP Level 3): files of this service alone, and nothing within the page. */
export const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** All that the page at `/` is made of. It holds no data: those it asks for, with the reader's key. */
export function pageFiles(): readonly PageFile[] {
  return [
    pageFile('/', 'text/html', pageHtml),
    pageFile('/page/style.css', 'text/css', pageStyle),
    pageFile('/page/script.js', 'text/javascript', script),
  ]
}

function pageFile(path: string, type: string, body: string): PageFile {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`
  return {
    path,
    body,
    headers: {
      'content-type': `${type}; charset=utf-8`,
      'content-security-policy': pagePolicy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      // Kept, but asked for each time: a new version is seen at once.
      'cache-control': 'no-cache',
      etag,
    },
  }
}
