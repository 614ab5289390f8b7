import { setTimeout as pause } from 'node:timers/promises'

export interface UntilToldOptions {
  /** Ends the trying: rejects with the last trouble then. */
  readonly signal: AbortSignal
  readonly onError: (error: unknown) => void
}

const FIRST_REST = 100
const LONGEST_REST = 2_000

/**
 * Tells the store something, again and again until it could be told: a database that is away comes back. What it will not
 * take, however often it is told, is thrown.
 */
export async function untilTold<Answer>(
  tell: () => Promise<Answer>,
  { signal, onError }: UntilToldOptions,
): Promise<Answer> {
  for (let rest = FIRST_REST; ; rest = Math.min(rest * 2, LONGEST_REST)) {
    try {
      return await tell()
    } catch (error) {
      if (signal.aborted || isRefusal(error)) throw error
      onError(error)
      // Between half of it and all, so that workers do not come back at the same moment.
      await pause(rest * (0.5 + Math.random() / 2), undefined, { signal }).catch(() => {})
    }
  }
}

/**
 * PostgreSQL's word that the statement itself is wrong (SQLSTATE, appendix A): feature, data, integrity, syntax or
 * rights, limits. All else may pass: connections, conflicts, resources, a shutdown.
 */
function isRefusal(error: unknown): boolean {
  const { code } = (error ?? {}) as { readonly code?: unknown }
  return typeof code === 'string' && /^(0A|21|22|23|42|54)[0-9A-Z]{3}$/.test(code)
}
