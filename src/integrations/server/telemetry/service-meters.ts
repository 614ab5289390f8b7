import type { Gauges, RequestFacts, ShardFacts } from './telemetry.ts'

type Meter = import('@opentelemetry/api').Meter

/** Seconds: from one host to a network that takes a night. */
const SCANS = [0.1, 0.5, 1, 2, 5, 10, 30, 60, 300, 900, 3_600, 14_400, 43_200]
const REQUESTS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]

/** What is counted, and what is looked at when somebody collects. */
export interface ServiceMeters {
  httpRequest(request: RequestFacts): void
  scanStarted(): void
  shardClaimed(): void
  shardFinished(shard: ShardFacts): void
  webhookTried(outcome: string): void
  watch(gauges: Gauges): () => void
}

/**
 * The instruments. Those called `nmap_*`, `worker_*` and `scan_queue_length` have the names that dashboards of services
 * round nmap look for: what was a run of that program is a run of the engine here.
 */
export function serviceMeters(meter: Meter): ServiceMeters {
  const runs = meter.createCounter('nmap_scans_total', { description: 'Runs of the engine by a worker' })
  const failures = meter.createCounter('nmap_scan_failures_total', { description: 'Those that failed' })
  const durations = meter.createHistogram('nmap_scan_duration_seconds', {
    description: 'From the claim of a shard to its end',
    advice: { explicitBucketBoundaries: SCANS },
  })
  const asked = meter.createCounter('portscan_scans_asked_total', {
    description: 'Scans that were asked for',
  })
  const shards = meter.createCounter('portscan_shards_total', { description: 'Shards, by how they ended' })
  const webhooks = meter.createCounter('portscan_webhooks_total', {
    description: 'Tries to tell a webhook, by how they ended',
  })
  const requests = meter.createHistogram('portscan_http_request_duration_seconds', {
    description: 'Requests, by route and status',
    advice: { explicitBucketBoundaries: REQUESTS },
  })
  // A rate of what was never there is unknown, not none.
  for (const counter of [runs, failures, asked]) counter.add(0)
  return {
    httpRequest: ({ method, route, status, seconds }) => requests.record(seconds, { method, route, status }),
    scanStarted: () => asked.add(1),
    shardClaimed: () => runs.add(1),
    shardFinished({ outcome, backend, seconds }) {
      shards.add(1, { outcome, backend })
      durations.record(seconds)
      if (outcome === 'failed') failures.add(1)
    },
    webhookTried: (outcome) => webhooks.add(1, { outcome }),
    watch: watcher(meter),
  }
}

function watcher(meter: Meter): (gauges: Gauges) => () => void {
  const active = meter.createObservableGauge('worker_active_total', { description: 'Workers with a shard' })
  const idle = meter.createObservableGauge('worker_idle_total', { description: 'Workers that wait for one' })
  const waiting = meter.createObservableGauge('scan_queue_length', { description: 'Shards that wait' })
  return ({ workers, queueLength }) => {
    const observed = [...(workers === undefined ? [] : [active, idle]), ...(queueLength ? [waiting] : [])]
    const read = async (result: import('@opentelemetry/api').BatchObservableResult): Promise<void> => {
      if (workers !== undefined) {
        const now = workers()
        result.observe(active, now.active)
        result.observe(idle, now.idle)
      }
      // Without the database its length is unknown: what is told is the last one that was known.
      const length = await queueLength?.().catch(() => undefined)
      if (length !== undefined) result.observe(waiting, length)
    }
    meter.addBatchObservableCallback(read, observed)
    return () => meter.removeBatchObservableCallback(read, observed)
  }
}
