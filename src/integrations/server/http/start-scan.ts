import { randomInt } from 'node:crypto'
import type { FastifyBaseLogger } from 'fastify'
import type { StoredScan, Tenant } from '../model.ts'
import { shardJob } from '../queue/shard-job.ts'
import type { NewScan } from '../store/store.ts'
import type { HttpParts } from './http-app.ts'
import type { ReadScan } from './read-scan-request.ts'

/** So many endpoints make a shard, and so many shards at most a scan. */
const SHARD = 20_000
const MOST_SHARDS = 64

export type StartedScan = { readonly scan: StoredScan; readonly fresh: boolean } | 'conflict'

/** Keeps the scan and calls for its shards. The call may be lost: whoever sweeps the store calls again. */
export async function startScan(
  { store, queue, telemetry }: Pick<HttpParts, 'store' | 'queue' | 'telemetry'>,
  tenant: Tenant,
  { request, endpoints }: ReadScan,
  more: Pick<NewScan, 'idempotency' | 'scheduleId'>,
  log: Pick<FastifyBaseLogger, 'warn'>,
): Promise<StartedScan> {
  const traceparent = telemetry.traceparent()
  const created = await store.scans.create({
    tenant,
    request,
    seed: randomInt(2 ** 31),
    shards: Math.min(MOST_SHARDS, Math.max(1, Math.ceil(endpoints / SHARD))),
    ...more,
    ...(traceparent !== undefined && { traceparent }),
  })
  if (created === 'conflict' || !created.fresh) return created
  telemetry.scanStarted()
  const { scan_id: scanId, shards } = created.scan
  await telemetry
    .inSpan('enqueue', { kind: 'producer', facts: { 'portscan.shards': shards } }, () => {
      const jobs = Array.from({ length: shards }, (_, index) =>
        shardJob({ scanId, index, attempts: 0 }, telemetry.traceparent()),
      )
      return queue.add(jobs)
    })
    .catch((error: unknown) => log.warn({ err: error, scan_id: scanId }, 'the queue did not take the jobs'))
  return created
}
