import type { HttpApp } from './http-app.ts'
import type { HttpPeers } from './http-peers.ts'

/**
 * What every answer says of itself to browsers: load nothing, be framed by nobody, guess no type, keep no copy (OWASP ASVS
 * 3.4, 14.3). TLS, and with it HSTS, is the business of whoever ends TLS before the service.
 */
export async function answerHeaders(app: HttpApp, { helmet }: Pick<HttpPeers, 'helmet'>): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] },
    },
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
    strictTransportSecurity: false,
    xDownloadOptions: false,
  })
  app.addHook('onRequest', async (request, reply) => {
    reply.header('cache-control', 'no-store').header('x-request-id', request.id)
    return Promise.resolve()
  })
}
