import { escapeText, jsonText } from '../report/index.ts'
import type { TextPaint } from '../report/index.ts'
import type { LogFlags } from './log-flags.ts'
import type { Output } from './world.ts'

export type LogLevel = 'error' | 'warn' | 'info' | 'debug'

/** Messages on standard error. `facts` are fields of the JSON form and, for people, follow the message. */
export type Log = (level: LogLevel, message: string, facts?: Readonly<Record<string, unknown>>) => void

const RANK: Readonly<Record<LogLevel, number>> = { error: 0, warn: 1, info: 2, debug: 3 }

/**
 * Errors are always told. The rest only on a terminal, or where `-v` or `--log-format` ask for it: what a cron job
 * mails is results and failures.
 */
export function createLog(
  output: Output,
  { quiet, verbose = 0, logFormat }: LogFlags,
  paint: TextPaint,
  beforeWrite: () => void,
): Log {
  const asked = verbose > 0 || logFormat !== undefined
  const loudest =
    quiet === true ? RANK.error : asked || output.isTTY === true ? RANK.warn + verbose : RANK.error
  const format = logFormat === 'json' ? jsonLine : textLine(paint)
  return (level, message, facts = {}) => {
    if (RANK[level] > loudest) return
    beforeWrite()
    output.write(`${format(level, message, facts)}\n`)
  }
}

type Format = (level: LogLevel, message: string, facts: Readonly<Record<string, unknown>>) => string

const jsonLine: Format = (level, message, facts) =>
  jsonText({ time: new Date().toISOString(), level, message, ...facts })

function textLine(paint: TextPaint): Format {
  const color = { error: paint.red, warn: paint.yellow, info: paint.cyan, debug: paint.dim }
  return (level, message, facts) => {
    const extra = level === 'debug' && Object.keys(facts).length > 0 ? ` ${jsonText(facts)}` : ''
    return `${color[level](level === 'error' ? 'portscan:' : `${level}:`)} ${escapeText(message)}${paint.dim(extra)}`
  }
}
