// An application that is watched: must compile against the types that are built.
import { subscribe } from 'node:diagnostics_channel'
import { metrics, trace } from '@opentelemetry/api'
import { scan, type ScanChannels } from 'portscan-core'
import { instrument, type InstrumentOptions, type Telemetry } from 'portscan-core/otel'

/** With the providers that are registered, or with its own. */
export async function watched(target: string): Promise<number> {
  const options: InstrumentOptions = {
    tracerProvider: trace.getTracerProvider(),
    meterProvider: metrics.getMeterProvider(),
  }
  const telemetry: Telemetry = await instrument(options)
  try {
    return (await scan(target, { ports: '22' }).report()).hosts.length
  } finally {
    telemetry.stop()
  }
}

/** Without OpenTelemetry. */
export function logged(log: (text: string) => void): void {
  subscribe('portscan-core:scan:end', (message) => {
    const { scan, outcome } = message as ScanChannels['portscan-core:scan:end']
    log(`${scan.id} ${outcome}: ${scan.stats.done} of ${scan.targets ?? '?'} targets' ports`)
  })
}
