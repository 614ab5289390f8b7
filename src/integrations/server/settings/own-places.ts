import type { OwnPlace } from '../settings.ts'
import type { Environment } from './environment.ts'

const PORTS: Readonly<Record<string, number>> = {
  'postgres:': 5432,
  'postgresql:': 5432,
  'redis:': 6379,
  'rediss:': 6379,
  'http:': 80,
  'https:': 443,
}

/** What the service talks to, by its URLs: nobody is to look at that through it. */
export function ownPlaces(urls: Readonly<Record<string, string | undefined>>): OwnPlace[] {
  return Object.entries(urls).flatMap(([name, url]) => {
    const { protocol, hostname, port } = url !== undefined && URL.canParse(url) ? new URL(url) : NOWHERE
    // A socket in a folder has no address.
    if (hostname === '') return []
    const host = hostname.replace(/^\[(.+)\]$/, '$1')
    return [{ name, host, port: port === '' ? (PORTS[protocol] ?? 0) : Number(port) }]
  })
}

const NOWHERE = { protocol: '', hostname: '', port: '' }

/** Where spans and metrics are sent, as the SDK reads it. */
export function collectorUrls(environment: Environment): Record<string, string | undefined> {
  return {
    collector: environment['OTEL_EXPORTER_OTLP_ENDPOINT'],
    'traces collector': environment['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'],
    'metrics collector': environment['OTEL_EXPORTER_OTLP_METRICS_ENDPOINT'],
  }
}

/** Whether OTEL_* asks for spans and metrics to be sent somewhere. */
export function otlpOf(environment: Environment): { traces: boolean; metrics: boolean } {
  if (/^true$/i.test(environment['OTEL_SDK_DISABLED'] ?? '')) return { traces: false, metrics: false }
  const asked = (signal: 'TRACES' | 'METRICS'): boolean => {
    const exporter = environment[`OTEL_${signal}_EXPORTER`]
    if (exporter !== undefined && exporter !== '') return exporter !== 'none'
    return [`OTEL_EXPORTER_OTLP_${signal}_ENDPOINT`, 'OTEL_EXPORTER_OTLP_ENDPOINT'].some(
      (name) => (environment[name] ?? '') !== '',
    )
  }
  return { traces: asked('TRACES'), metrics: asked('METRICS') }
}
