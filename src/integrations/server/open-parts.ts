import { systemResolver } from 'portscan-core'
import { memoryQueue } from './queue/memory-queue.ts'
import { postgresqlQueue } from './queue/postgresql-queue.ts'
import { redisQueue } from './queue/redis-queue.ts'
import type { JobQueue } from './queue/job-queue.ts'
import { createScope } from './scope/scope.ts'
import { resolvePlaces } from './scope/resolve-places.ts'
import type { ServiceLog } from './service-log.ts'
import type { ServiceSettings } from './settings.ts'
import { openStore, type OpenStore } from './store/open-store.ts'
import type { ServiceTelemetry } from './telemetry/telemetry.ts'
import { untilOpen } from './until-open.ts'
import { startWorker, type ShardWorker } from './work/worker.ts'

/** What an API and a worker both stand on. */
export interface OpenParts {
  readonly store: OpenStore
  readonly queue: JobQueue
  /** With the addresses that the names of the service's own places lead to. */
  readonly settings: ServiceSettings
  close(): Promise<void>
}

/** Opens the store and the queue, waiting for what is not there yet. */
export async function openParts(
  given: ServiceSettings,
  log: ServiceLog,
  signal: AbortSignal,
): Promise<OpenParts> {
  const onError = (what: string) => (error: unknown) => log.warn({ err: error }, `${what}; it is tried again`)
  const store = await untilOpen(() => openStore(given.database), {
    signal,
    onError: onError('the database cannot be opened'),
  })
  try {
    const queue = await untilOpen(() => openQueue(given, onError('the queue is in trouble')), {
      signal,
      onError: onError('the queue cannot be opened'),
    })
    const own = given.allowOwn ? given.own : await resolvePlaces(given.own, systemResolver(), signal)
    const close = async (): Promise<void> => {
      await queue.close()
      await store.close()
    }
    return { store, queue, settings: { ...given, own }, close }
  } catch (error) {
    await store.close()
    throw error
  }
}

/** What is embedded has one process, which needs no queue outside it: the store says what is due, whatever was lost. */
function openQueue(
  { redisUrl, database }: ServiceSettings,
  onError: (error: unknown) => void,
): Promise<JobQueue> {
  if (redisUrl !== undefined) return redisQueue({ url: redisUrl, onError })
  return 'url' in database
    ? postgresqlQueue({ database: database.url, onError })
    : Promise.resolve(memoryQueue())
}

/** Begins to scan, and puts in the queue again what is due. */
export function startWork(
  { store, queue, settings }: OpenParts,
  telemetry: ServiceTelemetry,
  log: ServiceLog,
): ShardWorker {
  const { workers, rate, leaseMs, attempts, retryMs, sweepMs } = settings.work
  const worker = startWorker({
    queue,
    shards: store.shards,
    allow: createScope(settings).allow,
    telemetry,
    ...{ workers, leaseMs, attempts, retryMs, sweepMs },
    ...(rate !== undefined && { rate }),
    onError: (error) => log.warn({ err: error }, 'a worker is in trouble'),
  })
  const stopWatching = telemetry.watch({
    workers: () => ({ active: worker.active, idle: worker.idle }),
    queueLength: () => store.shards.waiting(),
  })
  return {
    get active() {
      return worker.active
    },
    get idle() {
      return worker.idle
    },
    close() {
      stopWatching()
      return worker.close()
    },
  }
}
