import type { AddressSpec, Resolver } from 'portscan-core'
import type { Job } from '../queue/job-queue.ts'
import type { ShardClaim, ShardOutcome, ShardStore } from '../store/store.ts'
import type { Facts, ServiceTelemetry } from '../telemetry/telemetry.ts'
import type { BackendOrder } from './backend-order.ts'
import { Lease } from './lease.ts'
import { progressTeller } from './progress-teller.ts'
import { shareOf } from './shard-share.ts'
import { untilTold } from './until-told.ts'

/** What it takes to do shards. */
export interface ShardWorkParts {
  readonly shards: ShardStore
  readonly backends: BackendOrder
  readonly telemetry: ServiceTelemetry
  /** Who this is, among all workers of all times. */
  readonly owner: string
  readonly allow: AddressSpec
  readonly resolver?: Resolver
  /** Tries a second of one shard, at most. */
  readonly rate?: number
  readonly leaseMs: number
  readonly attempts: number
  /** Milliseconds until the second attempt; doubled by each further one. */
  readonly retryMs: number
  readonly onError: (error: unknown) => void
}

export type ShardEnd = 'done' | 'failed' | 'cancelled' | 'lost'

/**
 * Does the shard that a job calls for, if it is still to be done: claims it, scans it, writes what was found. `closing`
 * ends the scan and gives the shard back. It never rejects: what goes wrong is written into the store, and where that
 * cannot be had the shard comes again by the end of its lease.
 */
export async function workOnShard(parts: ShardWorkParts, job: Job, closing: AbortSignal): Promise<void> {
  const { shards, telemetry, owner, leaseMs, onError } = parts
  if (closing.aborted) return
  try {
    const told = { signal: closing, onError }
    const claim = await telemetry.inSpan('shard claim', { kind: 'consumer', parent: job.traceparent }, () =>
      untilTold(() => shards.claim(job, owner, leaseMs), told),
    )
    if (claim === undefined) return
    const parent = claim.scan.traceparent ?? job.traceparent
    await telemetry.inSpan('shard', { parent, facts: factsOf(claim) }, async (span) =>
      span.set({ outcome: await underLease(parts, claim, closing) }),
    )
  } catch (error) {
    onError(error)
  }
}

function factsOf({ scanId, index, attempt }: ShardClaim): Facts {
  return { 'portscan.scan_id': scanId, 'portscan.shard': index, 'portscan.attempt': attempt }
}

async function underLease(parts: ShardWorkParts, claim: ShardClaim, closing: AbortSignal): Promise<ShardEnd> {
  const { shards, telemetry, leaseMs, onError } = parts
  const begun = performance.now()
  const lease = new Lease(shards, claim, { leaseMs, closing, onError })
  const made = { backend: 'none' }
  let outcome: ShardEnd = 'failed'
  telemetry.shardClaimed()
  try {
    outcome = await doShard(parts, claim, lease, made).catch((error: unknown) =>
      giveUp(parts, claim, { lease, closing, error }),
    )
    return outcome
  } finally {
    lease.stop()
    telemetry.shardFinished({ outcome, ...made, seconds: (performance.now() - begun) / 1_000 })
  }
}

async function doShard(
  parts: ShardWorkParts,
  claim: ShardClaim,
  lease: Lease,
  made: { backend: string },
): Promise<ShardEnd> {
  const { shards, telemetry, attempts, onError } = parts
  if (claim.attempt > attempts) throw new Error(`its worker ended ${attempts} times before it was done`)
  const outcome = await telemetry.inSpan('shard scan', {}, () => scanShard(parts, claim, lease))
  made.backend = outcome.backend
  const told = { signal: lease.signal, onError }
  const written = await telemetry.inSpan('shard insert', { kind: 'client' }, () =>
    untilTold(() => shards.finish(claim, outcome), told),
  )
  return written === 'written' ? 'done' : 'lost'
}

async function scanShard(parts: ShardWorkParts, claim: ShardClaim, lease: Lease): Promise<ShardOutcome> {
  const { shards, backends, allow, resolver, onError } = parts
  const { request, seed } = claim.scan
  const rate = rateOf(parts, claim)
  const teller = progressTeller((progress) => shards.progress(claim, progress), onError)
  try {
    return await backends.run(request.backends, {
      ...shareOf(claim.scan, claim.index),
      request,
      seed,
      allow,
      ...(resolver !== undefined && { resolver }),
      ...(rate !== undefined && { rate }),
      signal: lease.signal,
      watch: (look) => teller.watch(look),
    })
  } finally {
    teller.stop()
  }
}

/** A scan's rate is for all of its shards, which may be under way at the same time. */
function rateOf({ rate }: ShardWorkParts, { scan }: ShardClaim): number | undefined {
  const share = scan.request.rate === undefined ? undefined : scan.request.rate / scan.shards
  if (rate === undefined && share === undefined) return undefined
  return Math.max(1, Math.floor(Math.min(rate ?? Infinity, share ?? Infinity)))
}

interface Trouble {
  readonly lease: Lease
  readonly closing: AbortSignal
  readonly error: unknown
}

/** It was not done: somebody else has it, nobody wants it, this worker closes, or it failed. */
async function giveUp(parts: ShardWorkParts, claim: ShardClaim, trouble: Trouble): Promise<ShardEnd> {
  const { shards, attempts, retryMs, onError } = parts
  const { lease, closing, error } = trouble
  if (lease.end !== undefined) return lease.end
  if (closing.aborted) {
    // Once: a service that ends cannot wait for a database. The lease ends too.
    await shards.release(claim).catch(onError)
    return 'lost'
  }
  const text = error instanceof Error ? error.message : String(error)
  const retry = claim.attempt < attempts ? retryMs * 2 ** (claim.attempt - 1) : undefined
  await untilTold(() => shards.fail(claim, text, retry), { signal: lease.signal, onError })
  return 'failed'
}
