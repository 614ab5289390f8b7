/** What a span says of itself: counts, kinds, ids. No secret, and no address or port as a value of a metric. */
export type Facts = Readonly<Record<string, string | number | boolean>>

export interface SpanOptions {
  /** Default: `internal`. */
  readonly kind?: 'server' | 'client' | 'producer' | 'consumer' | 'internal'
  /** W3C Trace Context of what led to this, where it was somewhere else. Default: the span that is under way here. */
  readonly parent?: string | undefined
  /** W3C Trace Context of what else belongs to it. */
  readonly links?: readonly string[]
  readonly facts?: Facts
}

/** A span that is under way. */
export interface OpenSpan {
  set(facts: Facts): void
}

/** One answer of the HTTP API. */
export interface RequestFacts {
  readonly method: string
  /** As it was declared, `/results/:host`; `'none'` where there was no such route. */
  readonly route: string
  readonly status: number
  readonly seconds: number
}

/** One run of the engine by a worker. */
export interface ShardFacts {
  readonly outcome: 'done' | 'failed' | 'cancelled' | 'lost'
  readonly backend: string
  readonly seconds: number
}

/** What is looked at whenever somebody collects metrics. */
export interface Gauges {
  /** Shards that wait. What rejects is not told in this collection. */
  readonly queueLength?: () => Promise<number>
  /** Workers of this process. */
  readonly workers?: () => { readonly active: number; readonly idle: number }
}

/**
 * What the service tells of itself, whoever listens. Nothing of it throws, and nothing of it is slow: a scan goes on
 * when nobody can be told of it.
 */
export interface ServiceTelemetry {
  /** Runs it in a span, which ends as it does; what it throws is noted and thrown on. */
  inSpan<Result>(
    name: string,
    options: SpanOptions,
    run: (span: OpenSpan) => Promise<Result>,
  ): Promise<Result>
  /** W3C Trace Context of the span that is under way, to be handed on. */
  traceparent(): string | undefined
  /** A request was answered. */
  httpRequest(request: RequestFacts): void
  /** A scan was asked for and kept. */
  scanStarted(): void
  /** A worker has begun a shard. */
  shardClaimed(): void
  /** It has ended it. */
  shardFinished(shard: ShardFacts): void
  /** A webhook was tried. */
  webhookTried(outcome: 'delivered' | 'failed' | 'dead'): void
  /** Looks there from now on, until what is given back is called. */
  watch(gauges: Gauges): () => void
  /** All metrics as the text that Prometheus reads. */
  metrics(): Promise<string>
  /** Sends what is not sent yet. */
  close(): Promise<void>
}

/** Nobody listens. */
export const noTelemetry: ServiceTelemetry = {
  inSpan: (_name, _options, run) => run({ set() {} }),
  traceparent: () => undefined,
  httpRequest() {},
  scanStarted() {},
  shardClaimed() {},
  shardFinished() {},
  webhookTried() {},
  watch: () => () => {},
  metrics: () => Promise.resolve(''),
  close: () => Promise.resolve(),
}
