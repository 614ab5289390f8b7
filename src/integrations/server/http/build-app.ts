import { randomUUID } from 'node:crypto'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyHttpOptions, RawServerDefault } from 'fastify'
import type { JobQueue } from '../queue/job-queue.ts'
import { createScope } from '../scope/scope.ts'
import type { ServiceSettings } from '../settings.ts'
import type { Store } from '../store/store.ts'
import { noTelemetry, type ServiceTelemetry } from '../telemetry/telemetry.ts'
import { answerErrors } from './error-answers.ts'
import { answerHeaders } from './answer-headers.ts'
import { guardRequests } from './guard-requests.ts'
import type { AddRoutes, HttpApp, HttpParts, HttpSettings } from './http-app.ts'
import { loadHttpPeers, type HttpPeers } from './http-peers.ts'
import { createKeyGate } from './key-gate.ts'
import { openApi } from './open-api.ts'
import { readQueryNumbers } from './query-numbers.ts'
import { notePaths, refuseMethods } from './refuse-methods.ts'
import { errorForLog, logRequests } from './request-log.ts'
import { ruleRoutes } from './route-rules.ts'
import { apiRoutes } from './routes.ts'
import { createShapes } from './shapes.ts'
import { answerBadPath, answerSocket } from './unread-requests.ts'

export interface AppOptions {
  readonly store: Store
  readonly queue: Pick<JobQueue, 'add' | 'ready'>
  readonly settings: HttpSettings & Pick<ServiceSettings, 'allow' | 'deny' | 'own' | 'allowOwn'>
  readonly telemetry?: ServiceTelemetry
  /** Beside the API's own: the page, schedules, webhooks. */
  readonly routes?: readonly AddRoutes[]
  /** Takes the lines of the log. Default: standard error. */
  readonly log?: { write(line: string): void }
}

/** A body has at most so many bytes. */
const MOST_BODY = 65_536

/**
 * The HTTP API, not listening yet: `app.listen()` does, `app.inject()` asks it without a socket. The store and the queue stay
 * the caller's. Throws `ERR_MISSING_PEER` where a package is not installed.
 */
export async function buildApp(options: AppOptions): Promise<HttpApp> {
  const peers = await loadHttpPeers()
  const { settings, store, telemetry = noTelemetry } = options
  const app: HttpApp = peers.fastify(serverOptions(options, peers)).withTypeProvider<TypeBoxTypeProvider>()
  const closing = new AbortController()
  app.addHook('preClose', async () => {
    closing.abort()
    return Promise.resolve()
  })
  const keys = createKeyGate(store.keys, settings)
  const shapes = createShapes(peers.Type)
  app.removeContentTypeParser('text/plain')
  app.addSchema(shapes.problem)
  answerErrors(app)
  logRequests(app, telemetry)
  const paths = notePaths(app)
  ruleRoutes(app)
  await addPlugins(app, peers)
  guardRequests(app, settings, keys)
  readQueryNumbers(app)
  const parts: HttpParts = {
    Type: peers.Type,
    shapes,
    store,
    queue: options.queue,
    scope: createScope(settings),
    settings,
    telemetry,
    keys,
    closing: closing.signal,
  }
  for (const add of [...apiRoutes, ...(options.routes ?? [])]) add(app, parts)
  refuseMethods(app, paths)
  return app
}

async function addPlugins(app: HttpApp, peers: HttpPeers): Promise<void> {
  await answerHeaders(app, peers)
  await app.register(peers.rateLimit, { global: false })
  await openApi(app, peers)
}

/** Times in ms. A client that sends slowly has ten seconds, and holds one of the connections meanwhile. */
function serverOptions(
  { settings, log }: AppOptions,
  { LogController }: HttpPeers,
): FastifyHttpOptions<RawServerDefault> {
  const stream = log ?? process.stderr
  return {
    logger: { level: settings.logLevel, stream, serializers: { err: errorForLog }, base: null },
    // One line for each request is our own.
    logController: new LogController({ disableRequestLogging: true }),
    frameworkErrors: answerBadPath,
    clientErrorHandler: answerSocket,
    genReqId: () => randomUUID(),
    trustProxy: settings.trustProxy,
    bodyLimit: MOST_BODY,
    requestTimeout: 10_000,
    connectionTimeout: 60_000,
    keepAliveTimeout: 5_000,
    forceCloseConnections: true,
    exposeHeadRoutes: true,
    http: { headersTimeout: 10_000, connectionsCheckingInterval: 1_000, maxHeaderSize: 16_384 },
    routerOptions: { maxParamLength: 1_000 },
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, allErrors: false } },
  }
}
