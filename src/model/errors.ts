/** The stable codes of every error that this library throws. */
export type ErrorCode =
  | 'ERR_TARGET'
  | 'ERR_OPTION'
  | 'ERR_RESOLVE'
  | 'ERR_POLICY'
  | 'ERR_RESOURCE'
  | 'ERR_TIMEOUT'
  | 'ERR_MISSING_PEER'
  | 'ERR_CHECKPOINT'
  | 'ERR_REPORT'
  | 'ERR_STATE'

/** What an error knows beside its text; which of them are there depends on the code. */
export interface ErrorFacts {
  /** The text or option that could not be read. */
  readonly input?: string
  /** Where in `input` (`ERR_REPORT`: in the report) the trouble starts, counted from 0. */
  readonly position?: number
  /** Why a name did not resolve (`ERR_RESOLVE` only). */
  readonly failure?: ResolveFailure
  /** The error that led to this one. */
  readonly cause?: unknown
}

/** `not-found`: the name does not exist, or has no address of the wanted family. */
export type ResolveFailure = 'not-found' | 'timeout' | 'refused' | 'server-failure' | 'malformed' | 'bad-name'

// The package ships as ESM and as CommonJS; a brand lets `instanceof` hold across the two.
const brand = Symbol.for('portscan-core.error')

/**
 * The one error class. `code` is stable; the message says what was expected, what came and what to do.
 *
 * @example
 * try { for await (const port of scan('10.0.0.300')) use(port) }
 * catch (error) { if (error instanceof ScanError && error.code === 'ERR_TARGET') console.error(error.message) }
 */
export class ScanError extends Error {
  override readonly name = 'ScanError'
  /** Stable: what programs should look at. */
  readonly code: ErrorCode
  /** The text or option that could not be read. */
  declare readonly input?: string
  /** Where in `input` (`ERR_REPORT`: in the report) the trouble starts, counted from 0. */
  declare readonly position?: number
  /** Why a name did not resolve. */
  declare readonly failure?: ResolveFailure

  constructor(code: ErrorCode, message: string, facts: ErrorFacts = {}) {
    super(message, 'cause' in facts ? { cause: facts.cause } : undefined)
    this.code = code
    if (facts.input !== undefined) this.input = facts.input
    if (facts.position !== undefined) this.position = facts.position
    if (facts.failure !== undefined) this.failure = facts.failure
    Object.defineProperty(this, brand, { value: true })
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && brand in value
  }
}
