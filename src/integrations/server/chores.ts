import { parsePorts, portCount, ScanError, systemResolver } from 'portscan-core'
import { startScan } from './http/start-scan.ts'
import type { OpenParts } from './open-parts.ts'
import { repeat } from './repeat.ts'
import type { FindNext } from './schedules/next-time.ts'
import { runSchedules } from './schedules/run-schedules.ts'
import type { Schedule } from './schedules/schedule.ts'
import { createScope } from './scope/scope.ts'
import type { ServiceLog } from './service-log.ts'
import type { ServiceTelemetry } from './telemetry/telemetry.ts'
import { deliver } from './webhooks/deliver.ts'
import { tellChanges } from './webhooks/tell-changes.ts'

export interface ChoreTools {
  readonly findNext: FindNext
  readonly telemetry: ServiceTelemetry
  readonly log: ServiceLog
}

const SECOND = 1_000
const HOUR = 3_600_000
const DAY = 24 * HOUR
const WEBHOOK_TIMEOUT = 10_000
/** How long one can see what a webhook was told. */
const DELIVERIES_KEPT = 30 * DAY

/**
 * What an API does by itself: begins the scans of schedules, tells webhooks of changes, throws away what is old. Several
 * may do so at once. What is given back ends it.
 */
export function startChores(parts: OpenParts, tools: ChoreTools): () => Promise<void> {
  const { store, settings } = parts
  const closing = new AbortController()
  const { log, telemetry, findNext } = tools
  const onError = (what: string) => (error: unknown) => log.warn({ err: error }, what)
  const schedule = {
    ...{ schedules: store.schedules, scans: store.scans, findNext, now: () => new Date() },
    begin: (due: Schedule, time: string) => beginScan(parts, tools, due, time),
    onError: onError('a schedule could not be followed; it is tried again'),
  }
  const post = {
    ...{ outbox: store.outbox, telemetry, scope: createScope(settings), resolver: systemResolver() },
    ...{ timeoutMs: WEBHOOK_TIMEOUT, signal: closing.signal, now: () => new Date(), random: Math.random },
  }
  const stops = [
    repeat(() => runSchedules(schedule), SECOND, schedule.onError),
    repeat(async () => (await tellChanges(store)) > 0, SECOND, onError('changes could not be told of yet')),
    repeat(async () => (await deliver(post)) > 0, SECOND, onError('webhooks could not be told yet')),
    repeat(() => prune(parts), HOUR, onError('what is old could not be thrown away')),
  ]
  return async () => {
    closing.abort(new Error('the service is closed'))
    await Promise.all(stops.map((stop) => stop()))
  }
}

async function beginScan(
  { store, queue, settings }: OpenParts,
  { telemetry, log }: ChoreTools,
  { id, tenant, request }: Schedule,
  time: string,
): Promise<{ readonly scanId: string }> {
  if ((await store.scans.unfinished(tenant)) >= settings.limits.scans) {
    throw new ScanError('ERR_POLICY', `${settings.limits.scans} scans wait or are under way`)
  }
  const endpoints = request.hosts.length * portCount(parsePorts(request.ports, { udp: request.udp }))
  const asked = {
    warn: (facts: unknown, message?: unknown) =>
      log.warn(facts as Readonly<Record<string, unknown>>, String(message)),
  }
  // Whoever comes to this time finds the same scan.
  const idempotency = { key: `schedule ${id} ${time}`, hash: id }
  const started = await telemetry.inSpan('schedule', { facts: { 'portscan.schedule_id': id } }, () =>
    startScan(
      { store, queue, telemetry },
      tenant,
      { request, endpoints },
      { idempotency, scheduleId: id },
      asked,
    ),
  )
  if (started === 'conflict') throw new ScanError('ERR_POLICY', 'another scan has the key of this time')
  const { scan, fresh } = started
  if (fresh) {
    const detail = {
      scan_id: scan.scan_id,
      schedule_id: id,
      hosts: request.hosts,
      ports: request.ports,
      endpoints,
    }
    await store.audit.add([{ tenant, action: 'scan.created', detail }])
  }
  return { scanId: scan.scan_id }
}

async function prune({ store, settings: { keepDays } }: OpenParts): Promise<void> {
  const now = Date.now()
  if (keepDays > 0) await store.scans.prune(new Date(now - keepDays * DAY))
  await store.outbox.prune(new Date(now - DELIVERIES_KEPT))
}
