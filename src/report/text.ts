import type { ScanEvent, SkipReason, Skipped, Warning } from '../model/event.ts'
import type { PortResult } from '../model/result.ts'
import { escapeText } from './escape-text.ts'
import type { ReportHead, ReportWriter } from './report-writer.ts'
import { hanging, painted, paintState, plainPaint, type TextPaint } from './text-layout.ts'
import { portCells } from './text-port.ts'
import { summarize } from './text-summary.ts'
import { toldTime } from './told-time.ts'

export interface TextOptions {
  /** Colours; none by default. */
  readonly paint?: TextPaint
  /** A line for each result as it comes, before the summary. Default true. */
  readonly live?: boolean
  /** Columns of the terminal: longer lines are broken between words and go on under their column. Default: none. */
  readonly width?: number
}

/**
 * For people: a line for each result as it comes, then a summary sorted by host. Carries no control character but
 * the line end (and those of `paint`), whatever peers have sent.
 */
export function textWriter({ paint = plainPaint, live = true, width }: TextOptions = {}): ReportWriter {
  const summary = summarize(paint, width)
  const line = resultLines(paint, width)
  return {
    begin: (head) => `${paint.dim(headLine(head))}\n`,
    event(event) {
      summary.add(event)
      return live ? liveText(event, line, paint) : ''
    },
    *end(tail) {
      for (const text of summary.lines(tail)) yield `${text}\n`
    },
  }
}

function headLine({ version, started, scanned, options }: ReportHead): string {
  // As it was asked for, where that is known: `top-1000` says more than a thousand numbers.
  const asked = Array.isArray(options['ports']) ? options['ports'].join(',').replace(/^-$/, 'all') : scanned
  const ports = asked.length > 60 ? `${asked.slice(0, 59)}…` : asked
  const facts = [`portscan-core ${version}`, toldTime(started), `ports ${ports}`]
  return escapeText(facts.filter((fact) => fact !== undefined).join(', '))
}

/** A range that is excluded, mostly empty, or not wanted any more is not worth a line for each of its addresses. */
export const UNTOLD: readonly SkipReason[] = ['excluded', 'host-down', 'stop-after']

function liveText(event: ScanEvent, line: (port: PortResult) => string, paint: TextPaint): string {
  switch (event.kind) {
    case 'port':
      return `${line(event)}\n`
    case 'skipped':
      return UNTOLD.includes(event.reason) ? '' : `${paint.yellow(skippedText(event))}\n`
    case 'warning':
      return `${paint.yellow(`warning: ${warningText(event)}`)}\n`
    case 'host':
      return ''
  }
}

/** Lines whose columns fit the widest cell so far: what was printed cannot be moved any more. */
function resultLines(paint: TextPaint, width?: number): (port: PortResult) => string {
  const widths = { address: 15, port: 9, state: 4, service: 8 }
  const grow = (column: keyof typeof widths, text: string): number =>
    (widths[column] = Math.max(widths[column], Math.min(text.length, 40)))
  return (result) => {
    const cells = portCells(result)
    const address = escapeText(result.address)
    const columns = [
      painted(paint.bold, address, grow('address', address)),
      painted(paint.bold, cells.port, grow('port', cells.port)),
      painted(paintState(paint, result.state), cells.state, grow('state', cells.state)),
      painted(paint.cyan, cells.service, grow('service', cells.service)),
    ]
    const reason = cells.reason === '' ? '' : `(${cells.reason})  `
    const start = Object.values(widths).reduce((sum, column) => sum + column + 2, 0) + reason.length
    const facts = hanging(cells.facts, start, width)
    return `${columns.join('  ')}  ${reason === '' ? '' : paint.dim(reason)}${facts}`.trimEnd()
  }
}

/** `'gone.example: skipped, unresolved: gone.example has no address'`, escaped. */
export function skippedText({ target, address, port, reason, error }: Skipped): string {
  const where = address === undefined || address === target ? '' : ` (${address})`
  const which = port === undefined ? '' : ` port ${port}`
  const why = error === undefined ? '' : `: ${error.message}`
  return escapeText(`${target}${where}${which}: skipped, ${reason}${why}`)
}

/** `'www.example leads to 127.0.0.1: … (special-address)'`, escaped; with the target in front where it is not in the message. */
export function warningText({ code, message, target }: Warning): string {
  const about = target === undefined || message.includes(target) ? '' : `${target}: `
  return escapeText(`${about}${message} (${code})`)
}
