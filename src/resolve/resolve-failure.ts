import { ScanError, type ResolveFailure } from '../model/errors.ts'

/** An `ERR_RESOLVE` with its failure; `advice` says what the reader can do. */
export function resolveError(
  failure: ResolveFailure,
  input: string,
  problem: string,
  advice: string,
  cause?: unknown,
): ScanError {
  const message = `${shown(input)}: ${problem}; ${advice}`
  return new ScanError('ERR_RESOLVE', message, { input, failure, ...(cause !== undefined && { cause }) })
}

/** Says whether an error is a resolver's own answer about a name, and which. */
export function failureOf(error: unknown): ResolveFailure | undefined {
  return error instanceof ScanError && error.code === 'ERR_RESOLVE' ? error.failure : undefined
}

/** Thrown where names are asked for something that is no address. */
export function noAddress(input: string): ScanError {
  return resolveError('bad-name', input, 'expected an IPv4 or IPv6 address', 'look names up with `resolve`')
}

// A name that failed may hold anything; a message must not carry to a terminal what steers it.
function shown(input: string): string {
  const text = JSON.stringify(input.length > 100 ? `${input.slice(0, 100)}…` : input)
  return text.replace(
    /[^\p{L}\p{N}\u2026\x20-\x7e]/gu,
    (odd) => `\\u${odd.codePointAt(0)!.toString(16).padStart(4, '0')}`,
  )
}
