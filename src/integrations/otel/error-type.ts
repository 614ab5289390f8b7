/** What OpenTelemetry calls `error.type`: the code where there is one, as with every `ScanError`, or the name. */
export function errorType(error: unknown): string {
  if (!(error instanceof Error)) return '_OTHER'
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}
