// The public door of portscan-core/otel: a list of exports, nothing else.
export { instrument, type InstrumentOptions, type Telemetry } from './instrument.ts'
