import type { HttpApp } from './http-app.ts'

/** The answers that a route may give beside its own; each is a `Problem`. */
const ALWAYS = ['400', '429', '500', '503'] as const
const WITH_KEY = ['401', '403'] as const
const WORDS: Readonly<Record<string, string>> = {
  '400': 'The request is not as it should be',
  '401': 'No key, or one that has ended',
  '403': 'The key may not do this',
  '429': 'Too much at once; `Retry-After` says when to come again',
  '500': 'Something went wrong in the service',
  '503': 'The database does not answer',
}

/** A route without a scope does not start: nobody can forget to say what a key must be able to do there. */
export function ruleRoutes(app: HttpApp): void {
  app.addHook('onRoute', (route) => {
    // Those of the plugin, which are the same for everybody.
    if (route.url === '/swagger' || route.url.startsWith('/swagger/')) {
      route.config = { ...route.config, scope: 'open' }
      return
    }
    const scope = route.config?.scope
    if (scope === undefined) throw new Error(`the route ${String(route.method)} ${route.url} has no scope`)
    if (route.schema === undefined || route.schema.hide === true) return
    const codes = scope === 'open' ? ALWAYS : [...ALWAYS, ...WITH_KEY]
    const problems = codes.map((code) => [code, { description: WORDS[code], $ref: 'Problem#' }])
    const own = route.schema.response as Record<string, unknown> | undefined
    route.schema = {
      ...route.schema,
      ...(scope === 'open' && { security: [] }),
      response: { ...Object.fromEntries(problems), ...own },
    }
  })
}
