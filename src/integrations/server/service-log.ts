import { errorForLog } from './http/request-log.ts'
import type { ServiceSettings } from './settings.ts'

type Level = 'error' | 'warn' | 'info'
export type ServiceLog = Readonly<
  Record<Level, (facts: Readonly<Record<string, unknown>>, message: string) => void>
>

/** The numbers that pino gives these levels: what the API logs looks the same. */
const NUMBERS: Readonly<Record<Level, number>> = { error: 50, warn: 40, info: 30 }
const LOWEST: Readonly<Record<ServiceSettings['logLevel'], number>> = {
  silent: Infinity,
  fatal: 60,
  error: 50,
  warn: 40,
  info: 30,
  debug: 20,
}
/** A database that is away is told of every so often, in ms, not at each try. */
const SAME_AGAIN = 10_000

/** Lines of JSON for what no request led to. What is the same as a moment ago is left out. */
export function serviceLog(
  level: ServiceSettings['logLevel'],
  write: (line: string) => void,
  now: () => number = Date.now,
): ServiceLog {
  const last = new Map<string, number>()
  const log = (name: Level) => (facts: Readonly<Record<string, unknown>>, message: string) => {
    if (NUMBERS[name] < LOWEST[level]) return
    const { err, ...plain } = facts
    const line = { ...plain, ...(err !== undefined && { err: errorForLog(asError(err)) }), msg: message }
    const text = JSON.stringify(line)
    const time = now()
    if (time - (last.get(text) ?? -Infinity) < SAME_AGAIN) return
    if (last.size >= 1_000) last.clear()
    last.set(text, time)
    write(`${JSON.stringify({ level: NUMBERS[name], time, ...line })}\n`)
  }
  return { error: log('error'), warn: log('warn'), info: log('info') }
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error
    ? thrown
    : new Error(typeof thrown === 'string' ? thrown : 'no error was thrown')
}
