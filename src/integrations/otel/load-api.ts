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
  if (!(error instanceof Error) || !('code' in error)) return false
  return error.code === 'ERR_MODULE_NOT_FOUND' || error.code === 'MODULE_NOT_FOUND'
}
