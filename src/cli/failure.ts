import { exitCode, type ExitCode } from './exit-code.ts'
import type { Log } from './log.ts'
import { inFlags } from './option-flags.ts'
import { UsageError } from './usage-error.ts'

// By its code, not its class: the library is loaded only when it is needed, and an error says its code either way.
const EXIT_BY_CODE: Readonly<Record<string, ExitCode>> = {
  ERR_TARGET: exitCode.usage,
  ERR_OPTION: exitCode.usage,
  ERR_CHECKPOINT: exitCode.usage,
  ERR_REPORT: exitCode.usage,
  ERR_RESOLVE: exitCode.nothing,
  ERR_POLICY: exitCode.nothing,
  ERR_TIMEOUT: exitCode.timedOut,
}

/** Says in one line what went wrong, and gives the exit code for it. */
export function tellFailure(error: unknown, log: Log): ExitCode {
  const { message, code, cause } = facts(error)
  log('error', message.replace(/\s*\n\s*/g, ' '), code === undefined ? {} : { code })
  if (cause !== undefined) log('debug', `caused by: ${cause}`)
  if (error instanceof UsageError) return exitCode.usage
  return EXIT_BY_CODE[code ?? ''] ?? exitCode.failed
}

function facts(error: unknown): { message: string; code?: string; cause?: string } {
  if (!(error instanceof Error)) return { message: String(error) }
  const code: unknown = Reflect.get(error, 'code')
  return {
    message: code === 'ERR_OPTION' || code === 'ERR_TARGET' ? inFlags(error.message) : error.message,
    ...(typeof code === 'string' && { code }),
    ...(error.cause instanceof Error && { cause: error.cause.stack ?? error.cause.message }),
  }
}
