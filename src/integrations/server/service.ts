import { ScanError } from 'portscan-core'
import { startChores } from './chores.ts'
import { buildApp } from './http/build-app.ts'
import type { HttpApp } from './http/http-app.ts'
import { loadHttpPeers } from './http/http-peers.ts'
import { USUAL_TENANT } from './http/key-gate.ts'
import { openParts, startWork, type OpenParts } from './open-parts.ts'
import { pageRoutes } from './page/page-routes.ts'
import { loadFindNext } from './schedules/next-time.ts'
import { scheduleRoutes } from './schedules/schedule-routes.ts'
import { serviceLog } from './service-log.ts'
import type { ServiceSettings } from './settings.ts'
import { isLoopback } from './settings/loopback.ts'
import { noTelemetry, type ServiceTelemetry } from './telemetry/telemetry.ts'
import { webhookRoutes } from './webhooks/webhook-routes.ts'

export interface ServiceOptions {
  /** Told of what the service does. Default: nobody. */
  readonly telemetry?: ServiceTelemetry
  /** Takes the lines of the log, JSON. Default: standard error. */
  readonly log?: { write(line: string): void }
}

/** Something that runs until it is closed. */
export interface RunningService extends AsyncDisposable {
  /** Takes nothing more, gives back the shards that are under way, sends what is not sent yet. */
  close(): Promise<void>
}

/** The scanning service, with its API. */
export interface Service extends RunningService {
  /** As in `'http://127.0.0.1:8080'`. */
  readonly address: string
}

/**
 * Starts the scanning service: the API, its page, schedules, webhooks, and as many workers as `settings.work.workers` says.
 * Resolves when it answers; a database or Redis that is not there yet is waited for until `signal` ends. Throws `ERR_STATE`
 * where the port or the data folder is somebody else's, `ERR_OPTION` where it would not be safe, `ERR_MISSING_PEER` with the
 * line that installs what it needs.
 *
 * @example
 * const service = await startService(readSettings(process.env, { port: 0 }))
 * await fetch(`${service.address}/health/ready`)
 * await service.close()
 */
export async function startService(
  settings: ServiceSettings,
  options: ServiceOptions & { readonly signal?: AbortSignal } = {},
): Promise<Service> {
  const {
    telemetry = noTelemetry,
    log: lines = process.stderr,
    signal = new AbortController().signal,
  } = options
  if (settings.access !== 'keys' && !isLoopback(settings.host)) {
    throw new ScanError('ERR_OPTION', `without keys it listens on loopback alone, not on ${settings.host}`)
  }
  const log = serviceLog(settings.logLevel, (line) => lines.write(line))
  for (const warning of settings.warnings) log.warn({}, warning)
  const findNext = await loadFindNext()
  // While the database is unpacked by another thread; what is missing is told of where it is wanted.
  void loadHttpPeers().catch(() => {})
  const parts = await openParts(settings, log, signal)
  const undo: (() => Promise<void>)[] = [() => telemetry.close(), () => parts.close()]
  const close = closer(undo)
  try {
    await checkKeys(parts)
    const { store, queue } = parts
    const routes = [
      pageRoutes,
      scheduleRoutes({ schedules: store.schedules, findNext }),
      webhookRoutes({ webhooks: store.webhooks, outbox: store.outbox }),
    ]
    const app = await buildApp({ store, queue, settings: parts.settings, telemetry, routes, log: lines })
    undo.push(() => app.close())
    const address = await listen(app, settings)
    const worker = startWork(parts, telemetry, log)
    undo.push(() => worker.close(), startChores(parts, { findNext, telemetry, log }))
    return { address, close, [Symbol.asyncDispose]: close }
  } catch (error) {
    await close()
    throw error
  }
}

/**
 * Starts a worker alone, which takes shards of a service that keeps its rows in PostgreSQL. Otherwise as `startService`.
 */
export async function startWorkerService(
  settings: ServiceSettings,
  options: ServiceOptions & { readonly signal?: AbortSignal } = {},
): Promise<RunningService> {
  const {
    telemetry = noTelemetry,
    log: lines = process.stderr,
    signal = new AbortController().signal,
  } = options
  if (!('url' in settings.database)) {
    throw new ScanError(
      'ERR_OPTION',
      'a worker needs the database of the service: DATABASE_URL=postgres://… (the embedded one has a single process)',
    )
  }
  const log = serviceLog(settings.logLevel, (line) => lines.write(line))
  const parts = await openParts(settings, log, signal)
  const worker = startWork(parts, telemetry, log)
  const close = closer([() => telemetry.close(), () => parts.close(), () => worker.close()])
  return { close, [Symbol.asyncDispose]: close }
}

/** Once, the last first; what one of them throws does not keep the others from being closed. */
function closer(undo: readonly (() => Promise<void>)[]): () => Promise<void> {
  let closed: Promise<void> | undefined
  const run = async (): Promise<void> => {
    const errors: unknown[] = []
    for (const step of [...undo].reverse()) await step().catch((error: unknown) => errors.push(error))
    if (errors.length > 0) throw errors[0]
  }
  return () => (closed ??= run())
}

/** A service that asks for keys where there is none answers nobody. */
async function checkKeys({ store, settings }: OpenParts): Promise<void> {
  if (settings.access !== 'keys' || settings.firstKey !== undefined) return
  if ((await store.keys.list(USUAL_TENANT)).length > 0) return
  throw new ScanError('ERR_OPTION', 'there is no key yet: make one by `portscan serve --new-key admin`')
}

async function listen(app: HttpApp, { host, port }: ServiceSettings): Promise<string> {
  try {
    await app.listen({ host, port })
  } catch (cause) {
    const { code } = (cause ?? {}) as { readonly code?: unknown }
    const why: Readonly<Record<string, string>> = {
      EADDRINUSE: 'somebody else listens there; take another port by --port',
      EACCES: 'the system does not allow it; take a port above 1023 by --port',
      EADDRNOTAVAIL: 'this machine has no such address',
      ENOTFOUND: 'there is no such name',
    }
    const said = why[String(code)]
    if (said === undefined) throw cause
    throw new ScanError('ERR_STATE', `cannot listen on ${host} port ${port}: ${said}`, { cause })
  }
  const taken = app.server.address()
  if (taken === null || typeof taken === 'string') return String(taken)
  return `http://${taken.family === 'IPv6' ? `[${taken.address}]` : taken.address}:${taken.port}`
}
