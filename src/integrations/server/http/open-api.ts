import { version } from 'portscan-core'
import type { HttpApp } from './http-app.ts'
import type { HttpPeers } from './http-peers.ts'

const DESCRIPTION = `Scans hosts over time, keeps every result and shows what changed.

Every answer that is no success is \`{ "error": { "code", "message", "details"? } }\`. Lists that go on have a header
\`Link: <…>; rel="next"\` (RFC 8288).`

/** The document of the API (OpenAPI 3.1), made from the routes' schemas, and a page to read it at `/swagger`. */
export async function openApi(
  app: HttpApp,
  { swagger, swaggerUi }: Pick<HttpPeers, 'swagger' | 'swaggerUi'>,
): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'portscan-core',
        version,
        description: DESCRIPTION,
        license: { name: 'MIT', identifier: 'MIT' },
      },
      servers: [{ url: '/' }],
      components: {
        securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'A key: `psc_…`' } },
      },
      security: [{ key: [] }],
    },
    refResolver: {
      buildLocalReference: ({ $id }, _base, _fragment, at) => (typeof $id === 'string' ? $id : `def-${at}`),
    },
  })
  await app.register(swaggerUi, {
    routePrefix: '/swagger',
    uiConfig: { deepLinking: false, validatorUrl: null },
    staticCSP:
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'",
  })
  app.get('/swagger/index.html', { config: { scope: 'open' }, schema: { hide: true } }, (_request, reply) =>
    reply.redirect('/swagger/'),
  )
}
