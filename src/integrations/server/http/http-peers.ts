import { loadPeer } from '../peer.ts'

/** The packages that HTTP is made of, as far as they are code; of the type provider only the types are used. */
export interface HttpPeers {
  readonly fastify: (typeof import('fastify'))['fastify']
  readonly LogController: (typeof import('fastify'))['LogController']
  readonly Type: (typeof import('typebox'))['Type']
  readonly helmet: (typeof import('@fastify/helmet'))['fastifyHelmet']
  readonly rateLimit: (typeof import('@fastify/rate-limit'))['default']
  readonly swagger: (typeof import('@fastify/swagger'))['default']
  readonly swaggerUi: (typeof import('@fastify/swagger-ui'))['default']
}

/** `ERR_MISSING_PEER` where one is not installed. */
export async function loadHttpPeers(): Promise<HttpPeers> {
  const [{ fastify, LogController }, { Type }, helmet, rateLimit, swagger, swaggerUi] = await Promise.all([
    loadPeer('fastify', () => import('fastify')),
    loadPeer('typebox', () => import('typebox')),
    loadPeer('@fastify/helmet', () => import('@fastify/helmet')),
    loadPeer('@fastify/rate-limit', () => import('@fastify/rate-limit')),
    loadPeer('@fastify/swagger', () => import('@fastify/swagger')),
    loadPeer('@fastify/swagger-ui', () => import('@fastify/swagger-ui')),
  ])
  return {
    fastify,
    LogController,
    Type,
    helmet: helmet.fastifyHelmet,
    rateLimit: rateLimit.default,
    swagger: swagger.default,
    swaggerUi: swaggerUi.default,
  }
}
