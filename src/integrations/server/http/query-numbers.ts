import type { HttpApp } from './http-app.ts'

interface ObjectSchema {
  readonly properties?: Readonly<Record<string, { readonly type?: unknown }>>
}

/** Numbers of a query are text on the wire. Nothing else is converted: in a body `"80"` is no number. */
export function readQueryNumbers(app: HttpApp): void {
  app.addHook('preValidation', async (request) => {
    const { properties = {} } = (request.routeOptions.schema?.querystring ?? {}) as ObjectSchema
    const query = request.query as Record<string, unknown>
    for (const [name, { type }] of Object.entries(properties)) {
      const text = query[name]
      if (type === 'integer' && typeof text === 'string' && /^\d{1,9}$/.test(text)) query[name] = Number(text)
    }
    return Promise.resolve()
  })
}
