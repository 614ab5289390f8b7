import { escapeText } from '../escape-text.ts'
import { amount, hanging, plainPaint, type TextPaint } from '../text-layout.ts'
import { byHost, hostText, ruleText, summaryText } from './check-words.ts'
import type { PolicyCheck, Violation } from './violation.ts'

export interface CheckTextOptions {
  /** Colours; none by default. */
  readonly paint?: TextPaint
  /** Columns of the terminal: longer lines are broken between words and go on under their column. Default: none. */
  readonly width?: number
}

/** More of one host are for programs: behind a tarpit every port is open. */
const MAX_LINES = 50

/**
 * For people: each host with what is wrong there and what in the policy says so, then a summary. Carries no control
 * character but the line end (and those of `paint`), whatever peers have sent.
 */
export function* checkText(
  check: PolicyCheck,
  { paint = plainPaint, width }: CheckTextOptions = {},
): Generator<string> {
  for (const host of byHost(check.violations)) yield* hostLines(host, check, paint, width)
  if (check.unchecked.length > 0) yield `${paint.yellow('not checked')}\n`
  for (const { message, ...who } of check.unchecked.slice(0, MAX_LINES)) {
    yield `  ${escapeText(`${hostText(who)}: ${message}`)}\n`
  }
  yield* moreLine(check.unchecked.length)
  if (check.unchecked.length > 0) yield '\n'
  const color = check.violations.length > 0 ? paint.red : paint.green
  yield `${color(summaryText(check))}\n`
}

function* hostLines(
  violations: readonly [Violation, ...Violation[]],
  check: PolicyCheck,
  paint: TextPaint,
  width?: number,
): Generator<string> {
  yield `${paint.bold(escapeText(hostText(violations[0])))}\n`
  const shown = violations.slice(0, MAX_LINES)
  const column = Math.max(...shown.map(({ kind }) => kind.length))
  for (const violation of shown) {
    const { kind, message } = violation
    const rule = ruleText(check, violation)
    const text = escapeText(`${message}${rule === '' ? '' : ` (${rule})`}`)
    const color = kind === 'unchecked' ? paint.yellow : paint.red
    yield `  ${color(kind)}${' '.repeat(column - kind.length)}  ${hanging(text, column + 4, width)}\n`
  }
  yield* moreLine(violations.length)
  yield '\n'
}

function* moreLine(count: number): Generator<string> {
  if (count > MAX_LINES) yield `  and ${amount(count - MAX_LINES)} more\n`
}
