import { ScanError } from 'portscan-core'

/** The parts of `@opentelemetry/api` as they are loaded when they are wanted. */
export type OpenTelemetry = typeof import('@opentelemetry/api')

/** `ERR_MISSING_PEER` with the line to type where the package is not installed. */
export async function loadApi(
  load: () => Promise<OpenTelemetry> = () => import('@opentelemetry/api'),
): Promise<OpenTelemetry> {
  try {
    return await load()
  } catch (cause) {
    // The package needs no other one, so this can be said of nothing but itself.
    if (!isMissing(cause)) throw cause
    const name = '@opentelemetry/api'
    const message = `portscan-core/otel needs the package ${name}: npm install ${name}`
    throw new ScanError('ERR_MISSING_PEER', message, { input: name, cause })
  }
}

function isMissing(error: unknown): boolean {
  // By what it has: in jest, Node's errors are of another `Error`.
  const { code } = (error ?? {}) as { readonly code?: unknown }
  return code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND'
}
