// The public door of portscan-core/server: a list of exports, nothing else.
export {
  startService,
  startWorkerService,
  type RunningService,
  type Service,
  type ServiceOptions,
} from './service.ts'
export { readSettings, type ServiceFlags } from './settings/read-settings.ts'
export type { Environment } from './settings/environment.ts'
export type { OwnPlace, ServiceLimits, ServiceSettings, WorkSettings } from './settings.ts'
export { newKey, type NewKeyOptions } from './new-key.ts'
export {
  startTelemetry,
  type StartedTelemetry,
  type StartTelemetryOptions,
} from './telemetry/start-telemetry.ts'
export type {
  Facts,
  Gauges,
  OpenSpan,
  RequestFacts,
  ServiceTelemetry,
  ShardFacts,
  SpanOptions,
} from './telemetry/telemetry.ts'
export type { Backend } from './model.ts'
