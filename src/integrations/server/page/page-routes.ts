import type { HttpApp } from '../http/http-app.ts'
import { pageFiles } from './page-files.ts'

/** The page at `/`, for which no key is asked: it holds no data. */
export function pageRoutes(app: HttpApp): void {
  for (const { path, body, headers } of pageFiles()) {
    app.get(path, { config: { scope: 'open' }, schema: { hide: true } }, (request, reply) => {
      const isKnown = request.headers['if-none-match'] === headers['etag']
      return reply
        .headers(headers)
        .code(isKnown ? 304 : 200)
        .send(isKnown ? undefined : body)
    })
  }
}
