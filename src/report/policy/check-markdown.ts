import { markdownCode, markdownTable } from '../markdown-text.ts'
import { amount } from '../text-layout.ts'
import { NO_TIME } from '../told-time.ts'
import { byHost, ruleText, summaryText } from './check-words.ts'
import type { PolicyCheck, Violation } from './violation.ts'

/** More of one host are for programs. */
const MAX_ROWS = 100

/** For a pull request, an issue or a wiki: a table for each host. Whatever peers have sent stands in code spans. */
export function* checkMarkdown(check: PolicyCheck): Generator<string> {
  yield '# What is open, and what may be\n\n'
  const { started } = check.report
  const when = started === NO_TIME ? '' : `Scan of ${markdownCode(started)}: `
  yield `${when}${summaryText(check)}\n\n`
  for (const violations of byHost(check.violations)) yield* hostSection(violations, check)
  if (check.unchecked.length === 0) return
  yield '## Not checked\n\n'
  for (const { host, name, message } of check.unchecked.slice(0, MAX_ROWS)) {
    yield `- ${[host, name, message]
      .filter((text) => text !== undefined)
      .map(markdownCode)
      .join(' ')}\n`
  }
  yield* moreLine(check.unchecked.length)
  yield '\n'
}

function* hostSection(
  violations: readonly [Violation, ...Violation[]],
  check: PolicyCheck,
): Generator<string> {
  const [{ host, name, tag }] = violations
  const label = [name, tag].filter((text) => text !== undefined && text !== host)
  yield `## ${[markdownCode(host), ...label.map((text) => `(${markdownCode(text!)})`)].join(' ')}\n\n`
  const rows = violations.slice(0, MAX_ROWS).map((violation) => rowOf(violation, check))
  yield* markdownTable(['port', 'violation', 'expected', 'found', 'policy'], rows)
  yield '\n'
  yield* moreLine(violations.length)
}

function rowOf(violation: Violation, check: PolicyCheck): string[] {
  const { port, transport, kind, expected, actual } = violation
  const which = port === undefined ? '' : markdownCode(`${port}/${transport}`)
  return [which, kind, markdownCode(expected), markdownCode(actual), markdownCode(ruleText(check, violation))]
}

function* moreLine(count: number): Generator<string> {
  if (count > MAX_ROWS) yield `and ${amount(count - MAX_ROWS)} more\n\n`
}
