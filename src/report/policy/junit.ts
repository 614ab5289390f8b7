import { escapeXml, xmlAttributes } from '../escape-xml.ts'
import { hostText, KINDS, ruleText } from './check-words.ts'
import type { CheckedHost, CheckedPort, PolicyCheck, Violation } from './violation.ts'

/** A message may carry what a peer sent. */
const LONGEST = 1000

const ALL = 'all ports'

interface TestCase {
  readonly name: string
  readonly violations: readonly Violation[]
}

interface Suite {
  readonly name: string
  readonly cases: readonly TestCase[]
}

/**
 * A check as the XML of JUnit, as CI systems read it: a suite for each host, a case for each port that is open or must be,
 * and one for all others. Well-formed whatever peers have sent.
 */
export function* junit(check: PolicyCheck): Generator<string> {
  const suites = suitesOf(check)
  const cases = suites.flatMap((suite) => suite.cases)
  yield '<?xml version="1.0" encoding="UTF-8"?>\n'
  yield `<testsuites${xmlAttributes({ name: 'portscan check', ...countsOf(cases) })}>\n`
  for (const { name, cases } of suites) {
    const facts = {
      name,
      ...countsOf(cases),
      errors: 0,
      skipped: 0,
      timestamp: check.report.started.slice(0, 19),
    }
    yield `<testsuite${xmlAttributes(facts)}>\n`
    for (const one of cases) yield caseText(one, name, check)
    yield '</testsuite>\n'
  }
  yield '</testsuites>\n'
}

function countsOf(cases: readonly TestCase[]): { tests: number; failures: number } {
  return { tests: cases.length, failures: cases.filter(({ violations }) => violations.length > 0).length }
}

function caseText({ name, violations }: TestCase, suite: string, check: PolicyCheck): string {
  const facts = xmlAttributes({ name, classname: suite, time: 0 })
  if (violations.length === 0) return `<testcase${facts}/>\n`
  const lines = violations.map((violation) => {
    const rule = ruleText(check, violation)
    const text = cut(rule === '' ? violation.message : `${violation.message} (${rule})`)
    return {
      text,
      detail: `${KINDS[violation.kind]} Expected: ${violation.expected}. Found: ${violation.actual}.`,
    }
  })
  const type = violations[0]!.kind
  // One element: some readers take no more than the first.
  const message = lines.map(({ text }) => text).join('; ')
  const body = lines.map(({ text, detail }) => `${escapeXml(text)}\n${escapeXml(cut(detail))}`).join('\n')
  return `<testcase${facts}>\n<failure${xmlAttributes({ type, message: cut(message) })}>${body}</failure>\n</testcase>\n`
}

function suitesOf({ hosts, violations }: PolicyCheck): Suite[] {
  const found = new Map<string, Violation[]>()
  for (const violation of violations) {
    const key = keyOf(violation)
    const known = found.get(key)
    if (known === undefined) found.set(key, [violation])
    else known.push(violation)
  }
  const suites = hosts.map((host) => hostSuite(host, (key) => take(found, key)))
  // What is left is about hosts that the report does not list.
  const rest = [...found.values()].map((ones): Suite => {
    const [{ port, transport }] = ones as [Violation]
    return { name: hostText(ones[0]!), cases: [{ name: caseName(port, transport), violations: ones }] }
  })
  return [...suites, ...rest]
}

function hostSuite(host: CheckedHost, takeOf: (key: string) => readonly Violation[]): Suite {
  const cases = host.ports.map(({ port, transport }): TestCase => ({
    name: caseName(port, transport),
    violations: takeOf(keyOf({ ...host, port, transport })),
  }))
  return {
    name: hostText(host),
    cases: [
      ...cases,
      { name: cases.length === 0 ? ALL : 'all other ports', violations: takeOf(keyOf(host)) },
    ],
  }
}

function take(found: Map<string, Violation[]>, key: string): readonly Violation[] {
  const ones = found.get(key) ?? []
  found.delete(key)
  return ones
}

function keyOf(of: Pick<Violation, 'host' | 'name' | 'tag'> & Partial<CheckedPort>): string {
  return JSON.stringify([of.host, of.name, of.tag, of.port, of.transport])
}

function caseName(port?: number, transport?: string): string {
  return port === undefined ? ALL : `${port}/${transport}`
}

function cut(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`
}
