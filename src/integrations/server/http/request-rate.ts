import type { FastifyRequest } from 'fastify'
import type { HttpApp } from './http-app.ts'
import { tooMany } from './problem.ts'

/** How often somebody may ask. Each process counts for itself. */
export interface RequestRate {
  /** Throws 429 where this address has sent too many wrong keys. */
  checkFailures(request: FastifyRequest): Promise<void>
  failed(request: FastifyRequest): Promise<void>
  /** Counts the request, by its key, else by its address; throws 429 where it is one too many. */
  count(request: FastifyRequest, keyId: string | undefined): Promise<void>
}

const MINUTE = 60_000
/** Wrong keys a minute of one address; of IPv6 of one /64. */
const FAILURES = 60

/** The plugin `@fastify/rate-limit` has to be registered, with `global: false`. */
export function requestRate(app: Pick<HttpApp, 'createRateLimit'>, perMinute: number): RequestRate {
  const failures = app.createRateLimit({ max: FAILURES, timeWindow: MINUTE })
  const byAddress = app.createRateLimit({ max: perMinute, timeWindow: MINUTE })
  const byKey = app.createRateLimit({
    max: perMinute,
    timeWindow: MINUTE,
    keyGenerator: ({ caller }) => caller.keyId ?? '',
  })
  return {
    async checkFailures(request) {
      const limit = await failures(request, { increment: false })
      if (!limit.isAllowed && limit.remaining === 0) {
        throw tooMany('too_many_failures', 'too many requests with a wrong key', limit.ttlInSeconds)
      }
    },
    async failed(request) {
      await failures(request)
    },
    async count(request, keyId) {
      const limit = await (keyId === undefined ? byAddress : byKey)(request)
      if (!limit.isAllowed && limit.isExceeded) {
        const message = `more than ${limit.max} requests a minute`
        throw tooMany('too_many_requests', message, limit.ttlInSeconds)
      }
    },
  }
}
