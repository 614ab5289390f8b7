/** The header `traceparent` (W3C Trace Context, level 1), where it is well-formed. */
export function traceParent(header: unknown): string | undefined {
  const text = typeof header === 'string' ? header : ''
  return /^00-(?!0{32})[\da-f]{32}-(?!0{16})[\da-f]{16}-[\da-f]{2}$/.test(text) ? text : undefined
}
