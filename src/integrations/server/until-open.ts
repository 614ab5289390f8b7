import { setTimeout as pause } from 'node:timers/promises'
import { ScanError } from 'portscan-core'

export interface UntilOpenOptions {
  readonly signal: AbortSignal
  /** Told of each try that failed. */
  readonly onError: (error: unknown) => void
}

const FIRST_REST = 250
const LONGEST_REST = 3_000

/**
 * Opens what may not be there yet, again and again: so parts of an installation start in any order. What waiting does not
 * mend is thrown: a package that is missing, a folder that is taken, a wrong password, a database that does not exist.
 */
export async function untilOpen<Part>(
  open: () => Promise<Part>,
  { signal, onError }: UntilOpenOptions,
): Promise<Part> {
  for (let rest = FIRST_REST; ; rest = Math.min(rest * 2, LONGEST_REST)) {
    signal.throwIfAborted()
    try {
      return await open()
    } catch (error) {
      if (isFinal(error)) throw error
      onError(error)
      await pause(rest, undefined, { signal })
    }
  }
}

/** SQLSTATE, appendix A of PostgreSQL: 28 is the login, 3D the name of the database, 42 syntax and rights. */
function isFinal(error: unknown): boolean {
  if (error instanceof ScanError) return true
  const { code } = (error ?? {}) as { readonly code?: unknown }
  return typeof code === 'string' && /^(28|3D|42)[0-9A-Z]{3}$/.test(code)
}
