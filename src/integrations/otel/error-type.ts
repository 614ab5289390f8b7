/** What OpenTelemetry calls the rest. */
export const OTHER = '_OTHER'

/** What OpenTelemetry calls `error.type`: the code where there is one, as with every `ScanError`, or the name. */
export function errorType(error: unknown): string {
  if (!(error instanceof Error)) return OTHER
  const type = 'code' in error && typeof error.code === 'string' ? error.code : error.name
  // An application's own error may carry any text there; a name of a kind of error has no spaces and is short.
  return /^[\w.-]{1,64}$/.test(type) ? type : OTHER
}
