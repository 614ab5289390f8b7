import type { HTTPMethods } from 'fastify'
import type { HttpApp } from './http-app.ts'
import { HttpProblem } from './problem.ts'

const METHODS: readonly HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/** A path and what it is asked for by. */
export type KnownPaths = ReadonlyMap<string, ReadonlySet<string>>

/** Notes each route from here on. */
export function notePaths(app: HttpApp): KnownPaths {
  const paths = new Map<string, Set<string>>()
  app.addHook('onRoute', ({ url, method }) => {
    // A plugin's, that answers to GET alone; others find nothing there.
    if (url.startsWith('/swagger')) return
    const methods = paths.get(url) ?? new Set()
    for (const name of [method].flat()) methods.add(name)
    paths.set(url, methods)
  })
  return paths
}

/** 405 for all other methods of the known paths (RFC 9110 15.5.6). Nothing of such a request is read. */
export function refuseMethods(app: HttpApp, paths: KnownPaths): void {
  for (const [url, known] of [...paths]) {
    const others = METHODS.filter((method) => !known.has(method))
    const allow = [...known].sort().join(', ')
    const refuse = (): never => {
      throw new HttpProblem(405, 'method_not_allowed', `here are ${allow}`, { headers: { allow } })
    }
    app.route({
      url,
      method: others,
      config: { scope: 'open' },
      schema: { hide: true },
      onRequest: refuse,
      handler: refuse,
    })
  }
}
