import { markdownCode, markdownTable, markdownWords } from '../markdown-text.ts'
import { amount } from '../text-layout.ts'
import { portCells } from '../text-port.ts'
import { NO_TIME } from '../told-time.ts'
import { factLabel, gapText, sourceText, statesText, summaryText } from './diff-words.ts'
import type {
  FactDiff,
  HostDiff,
  NotCompared,
  PortDiff,
  ReportDiff,
  ReportSource,
  RestDiff,
} from './report-diff.ts'

/** Longer lists are for programs. */
const MAX_GAPS = 100

/**
 * For a pull request, an issue or a wiki: a table of changes for each host. Whatever peers have sent stands in code spans.
 */
export function* diffMarkdown(diff: ReportDiff): Generator<string> {
  const { from, to, hosts, notCompared } = diff
  yield '# What changed\n\n'
  yield `From ${markdownCode(whichReport(from))} to ${markdownCode(whichReport(to))}: ${summaryText(diff).replace(';', ',')}\n\n`
  for (const host of hosts) yield* hostSection(host)
  yield* gapSection(notCompared)
}

function whichReport(source: ReportSource): string {
  return source.started === NO_TIME ? sourceText(source) : source.started
}

function* hostSection({ address, name, tag, change, facts, ports, rest }: HostDiff): Generator<string> {
  const label = [name, tag].filter((text) => text !== undefined && text !== address)
  const who = [markdownCode(address), ...label.map((text) => `(${markdownCode(text!)})`)].join(' ')
  yield `## ${who}${change === 'changed' ? '' : ` ${change}`}\n\n`
  const rows = [...facts.map(factRow), ...ports.map(portRow), ...(rest === undefined ? [] : [restRow(rest)])]
  if (rows.length === 0) return
  yield* markdownTable(['what', 'change', 'before', 'after'], rows)
  yield '\n'
}

function factRow({ fact, before = '', after = '' }: FactDiff): string[] {
  return ['host', factLabel(fact), markdownCode(before), markdownCode(after)]
}

function restRow({ ports, before, after }: RestDiff): string[] {
  return [`${amount(ports)} other ports`, 'state', markdownWords(before), markdownWords(after)]
}

function portRow(diff: PortDiff): string[] {
  const { port, transport, changes, facts, stateBefore, stateAfter } = diff
  const sameState = statesText(stateBefore) === statesText(stateAfter)
  return [
    markdownCode(`${port}/${transport}`),
    changes.join(', '),
    sameState ? factsCell(facts, 'before') : stateCell(diff, 'before'),
    sameState ? factsCell(facts, 'after') : stateCell(diff, 'after'),
  ]
}

function stateCell(diff: PortDiff, side: 'before' | 'after'): string {
  const states = side === 'before' ? diff.stateBefore : diff.stateAfter
  const result = diff[side]
  const { service, facts } = result?.state === 'open' ? portCells(result) : { service: '', facts: '' }
  return [markdownWords(statesText(states)), markdownCode([service, facts].filter(Boolean).join(', '))]
    .filter((text) => text !== '')
    .join(' ')
}

function factsCell(facts: readonly FactDiff[], side: 'before' | 'after'): string {
  return facts
    .map((fact) => `${factLabel(fact.fact)}: ${fact[side] === undefined ? 'none' : markdownCode(fact[side])}`)
    .join(', ')
}

function* gapSection(gaps: readonly NotCompared[]): Generator<string> {
  if (gaps.length === 0) return
  yield '## Not compared\n\n'
  for (const gap of gaps.slice(0, MAX_GAPS)) {
    const { address, name, ports } = gap
    const who = [address, name, ports].filter((text) => text !== undefined).map((text) => markdownCode(text))
    yield `- ${who.join(' ')} ${gapText(gap)}\n`
  }
  if (gaps.length > MAX_GAPS) yield `- and ${amount(gaps.length - MAX_GAPS)} more\n`
  yield '\n'
}
