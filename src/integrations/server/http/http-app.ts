import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify'
import type { Scope as KeyScope } from '../model.ts'
import type { JobQueue } from '../queue/job-queue.ts'
import type { Scope } from '../scope/scope.ts'
import type { ServiceSettings } from '../settings.ts'
import type { Store } from '../store/store.ts'
import type { ServiceTelemetry } from '../telemetry/telemetry.ts'
import type { Caller, KeyGate } from './key-gate.ts'
import type { Shapes } from './shapes.ts'

/** Fastify, with types that come from the schemas. */
export type HttpApp = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>

/** The settings that HTTP looks at. */
export type HttpSettings = Pick<
  ServiceSettings,
  'access' | 'firstKey' | 'limits' | 'trustProxy' | 'logLevel' | 'work'
>

/** What every route may use. */
export interface HttpParts {
  readonly Type: (typeof import('typebox'))['Type']
  readonly shapes: Shapes
  readonly store: Store
  readonly queue: Pick<JobQueue, 'add' | 'ready'>
  readonly scope: Scope
  readonly settings: HttpSettings
  readonly telemetry: ServiceTelemetry
  readonly keys: KeyGate
  /** Ends when the app is closed: what streams has to end too. */
  readonly closing: AbortSignal
}

/** Adds its routes; each has `config: { scope }`, which says what a key must be able to do there. */
export type AddRoutes = (app: HttpApp, parts: HttpParts) => void

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What a key must be able to do here. `'open'`: nothing, no key is asked for. A route without it is an error. */
    scope?: KeyScope | 'open'
  }
  interface FastifyRequest {
    /** Who asks; set on every route that is not open. */
    caller: Caller
  }
}
