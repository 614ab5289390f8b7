import { exitCode, type ExitCode } from './exit-code.ts'
import { onInterrupt } from './interrupt.ts'
import type { ServeFlags, WorkerFlags } from './serve-flags.ts'
import type { Session } from './session.ts'
import { UsageError } from './usage-error.ts'

type Server = typeof import('../integrations/server/index.ts')
type Settings = ReturnType<Server['readSettings']>
type RunningService = import('../integrations/server/index.ts').RunningService
type Started = Awaited<ReturnType<Server['startTelemetry']>>

/** `portscan serve`: the scanning service, until a signal ends it. */
export async function runServe(
  _args: readonly string[],
  flags: ServeFlags,
  session: Session,
): Promise<ExitCode> {
  const server = await import('../integrations/server/index.ts')
  if (flags.newKey !== undefined) return makeKey(server, flags, session)
  if (flags.name !== undefined)
    throw new UsageError('--name is for --new-key, as in: portscan serve --new-key scan')
  const settings = settingsOf(server, flags, session)
  return untilSignal(session, settings, server, async (telemetry, signal) => {
    const log = session.world.stderr
    const service = await server.startService(settings, { telemetry, signal, log })
    if (flags.quiet !== true) tell(session, settings, service.address)
    return service
  })
}

/** `portscan worker`: a further worker for the service of a database. */
export async function runWorker(
  _args: readonly string[],
  flags: WorkerFlags,
  session: Session,
): Promise<ExitCode> {
  const server = await import('../integrations/server/index.ts')
  const settings = settingsOf(server, flags, session)
  return untilSignal(session, settings, server, async (telemetry, signal) => {
    const log = session.world.stderr
    const worker = await server.startWorkerService(settings, { telemetry, signal, log })
    if (flags.quiet !== true)
      log.write(`portscan worker: takes up to ${settings.work.workers} shards at once\n`)
    return worker
  })
}

function settingsOf(
  { readSettings }: Server,
  flags: WorkerFlags & Partial<ServeFlags>,
  { world }: Session,
): Settings {
  const { port, host, data, allow, deny, auth } = flags
  return readSettings(world.env, {
    ...(port !== undefined && { port }),
    ...(host !== undefined && { host }),
    ...(data !== undefined && { data }),
    ...(allow !== undefined && { allow }),
    ...(deny !== undefined && { deny }),
    ...(auth === false && { noAuth: true }),
  })
}

async function makeKey(
  server: Server,
  { newKey: scopes = [], name, ...flags }: ServeFlags,
  session: Session,
): Promise<ExitCode> {
  // Only the database counts: who makes the first key has not said yet what may be scanned.
  const settings = settingsOf(server, { ...flags, allow: flags.allow ?? ['127.0.0.1'] }, session)
  const key = await server.newKey(settings, { scopes, ...(name !== undefined && { name }) })
  session.world.stdout.write(`${key}\n`)
  if (flags.quiet !== true) session.world.stderr.write('Keep it: it is not shown again.\n')
  return exitCode.done
}

/** The first signal ends it tidily, while it starts too; the second one at once. */
async function untilSignal(
  { world }: Session,
  settings: Settings,
  { startTelemetry }: Server,
  start: (telemetry: Started, signal: AbortSignal) => Promise<RunningService>,
): Promise<ExitCode> {
  const interrupt = onInterrupt(world)
  try {
    const telemetry = await startTelemetry(settings)
    const { instrument } = await import('../integrations/otel/index.ts')
    const counted = await instrument({ meterProvider: telemetry.meterProvider })
    const service = await start(telemetry, interrupt.signal)
    await ended(interrupt.signal)
    await service.close()
    counted.stop()
    return exitCode.done
  } catch (error) {
    if (!interrupt.signal.aborted || error !== interrupt.signal.reason) throw error
    return exitCode.done
  } finally {
    interrupt.release()
  }
}

function ended(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

/** What runs, what it may scan, and how to come to keys. */
function tell({ world }: Session, { access, allow, database }: Settings, address: string): void {
  const kept = 'url' in database ? 'in PostgreSQL' : `in ${database.directory}`
  const lines = [
    `portscan serve: ${address} (the page), ${address}/swagger (the API); results are kept ${kept}`,
    `  May be scanned: ${allow.join(', ')}.`,
    ...(access === 'keys' ? ['  Every request needs a key.'] : OPEN[access]),
  ]
  world.stderr.write(`${lines.join('\n')}\n`)
}

const OPEN = {
  off: ['  No key is asked for (--no-auth); only this machine can ask.'],
  quickstart: [
    '  Nothing is configured, so only this machine can ask, and no key is asked for until there is one.',
    '  A key:     stop it, and: portscan serve --new-key admin (or POST /keys)',
    '  A network: portscan serve --allow 192.0.2.0/24',
  ],
}
