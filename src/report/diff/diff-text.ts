import { escapeText } from '../escape-text.ts'
import { amount, hanging, painted, plainPaint, type TextPaint } from '../text-layout.ts'
import { portCells } from '../text-port.ts'
import { factLabel, gapText, sourceText, statesText, summaryText } from './diff-words.ts'
import type { FactDiff, HostDiff, NotCompared, PortDiff, ReportDiff } from './report-diff.ts'

export interface DiffTextOptions {
  /** Colours; none by default. */
  readonly paint?: TextPaint
  /** Columns of the terminal: longer lines are broken between words and go on under their column. Default: none. */
  readonly width?: number
}

/** Longer values are for programs. */
const FACT_LENGTH = 80
/** Longer lists too. */
const MAX_GAPS = 20

/**
 * For people: each host with its changes, `+` for what is new, `-` for what is gone, `~` for what is otherwise; then what
 * could not be compared, and a summary. Carries no control character but the line end (and those of `paint`), whatever
 * peers have sent.
 */
export function* diffText(
  diff: ReportDiff,
  { paint = plainPaint, width }: DiffTextOptions = {},
): Generator<string> {
  yield `${paint.dim(escapeText(`from ${sourceText(diff.from)} to ${sourceText(diff.to)}`))}\n`
  for (const host of diff.hosts) yield* hostLines(host, paint, width)
  yield* gapLines(diff.notCompared, paint)
  yield `\n${paint.bold(summaryText(diff))}\n`
}

function* hostLines(
  { address, name, tag, change, facts, ports, rest }: HostDiff,
  paint: TextPaint,
  width?: number,
): Generator<string> {
  const label = [name, tag].filter((text) => text !== undefined && text !== address).join(', ')
  const who = escapeText(label === '' ? address : `${address} (${label})`)
  yield `\n${paint.bold(who)}${change === 'changed' ? '' : `  ${signed(paint, SIGNS[change])(change)}`}\n`
  for (const fact of facts) yield `${signed(paint, '~')('  ~')} ${factText(fact)}\n`
  const rows = ports.map(portRow)
  const widths = {
    state: Math.max(0, ...rows.map(({ state }) => state.length)),
    service: Math.max(0, ...rows.map(({ service }) => service.length)),
  }
  for (const row of rows) yield* portLines(row, widths, paint, width)
  if (rest !== undefined) {
    const count = `${amount(rest.ports)} other${rest.ports === 1 ? '' : 's'}`
    yield `${signed(paint, '~')('  ~')} ${count.padEnd(9)}  ${rest.before} → ${rest.after}\n`
  }
}

type Sign = '+' | '-' | '~'

const SIGNS: Readonly<Record<string, Sign>> = { appeared: '+', vanished: '-' }

function signed(paint: TextPaint, sign: Sign | undefined): (text: string) => string {
  if (sign === '+') return paint.green
  return sign === '-' ? paint.red : paint.yellow
}

/** `'closed → open'`; where the state is the same, what changed instead. */
function stateText({ stateBefore, stateAfter, changes }: PortDiff): string {
  const [before, after] = [statesText(stateBefore), statesText(stateAfter)]
  if (before === after) return changes.join(', ')
  if (before === '') return after
  return `${before} → ${after === '' ? 'gone' : after}`
}

interface PortRow {
  readonly diff: PortDiff
  readonly state: string
  readonly service: string
  readonly details: string
}

function portRow(diff: PortDiff): PortRow {
  const result = diff.after ?? diff.before
  const { service, facts } = result === undefined ? { service: '', facts: '' } : portCells(result)
  return { diff, state: stateText(diff), service, details: facts }
}

function* portLines(
  { diff, state, service, details }: PortRow,
  widths: { readonly state: number; readonly service: number },
  paint: TextPaint,
  width?: number,
): Generator<string> {
  const sign = SIGNS[diff.changes[0]!] ?? '~'
  const cells = [
    `${signed(paint, sign)(`  ${sign}`)} ${`${diff.port}/${diff.transport}`.padEnd(9)}`,
    state.padEnd(widths.state),
    painted(paint.cyan, service, widths.service),
    hanging(details, 4 + 9 + 2 + widths.state + 2 + widths.service + 2, width),
  ]
  yield `${cells.join('  ').trimEnd()}\n`
  for (const fact of diff.facts) yield `      ${factText(fact)}\n`
}

function factText({ fact, before = 'none', after = 'none' }: FactDiff): string {
  return `${factLabel(fact)}: ${escapeText(`${cut(before)} → ${cut(after)}`)}`
}

function cut(text: string): string {
  return text.length <= FACT_LENGTH ? text : `${text.slice(0, FACT_LENGTH - 1)}…`
}

function* gapLines(gaps: readonly NotCompared[], paint: TextPaint): Generator<string> {
  if (gaps.length === 0) return
  yield `\n${paint.yellow('not compared')}\n`
  for (const gap of gaps.slice(0, MAX_GAPS)) {
    const who = gap.name === undefined ? gap.address : `${gap.address} (${gap.name})`
    const ports = gap.ports === undefined ? '' : `  ${cut(gap.ports)}`
    yield `  ${escapeText(`${who}${ports}`)}  ${gapText(gap)}\n`
  }
  if (gaps.length > MAX_GAPS) yield `  and ${amount(gaps.length - MAX_GAPS)} more\n`
}
