import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { outcomeOf, outcomeOfIcmp } from '../../src/net/outcome.ts'
import { timings, type TimingName } from '../../src/scan-timing.ts'
import { readDocument, tableRows } from './documents.ts'
import { readSources, root } from './source-files.ts'

const reference = readDocument('docs/library.md')
const states = readDocument('docs/states-and-reasons.md')
const timing = readDocument('docs/timing.md')
const sources = readSources()

test('the tables of services are what the code says', { timeout: 60_000 }, () => {
  const script = join(root, 'scripts/service-table.mjs')
  expect(() => execFileSync(process.execPath, [script, '--check'], { stdio: 'pipe' })).not.toThrow()
})

test('every option is in the table, in the order of its type', () => {
  expect(firstCells(reference, 'option', 'what it does')).toEqual(
    membersOf('src/scan-options.ts', 'ScanOptions'),
  )
})

test('every option of services is named', () => {
  const members = membersOf('src/scan-options.ts', 'ServiceOptions')
  expect(members.filter((name) => !reference.includes(`\`${name}\` (`))).toEqual([])
})

test('the codes of errors are those that are thrown', () => {
  const codes = wordsOf('src/model/errors.ts', 'ErrorCode')
  const library = sources.filter(({ path }) => path !== 'src/model/errors.ts' && !path.startsWith('src/cli/'))
  const thrown = codes.filter((code) => library.some(({ syntax }) => syntax.text.includes(`'${code}'`)))
  expect(firstCells(reference, 'code', 'when', 'what to do')).toEqual(thrown)
})

test('every reason is explained, under a state that it can have', () => {
  // `no-response` stands under two states: silence means another thing over UDP.
  expect([...new Set(firstCells(states, 'reason', 'state'))]).toEqual(
    wordsOf('src/model/result.ts', 'Reason'),
  )
  expect(firstCells(states, 'state', 'means')).toEqual(wordsOf('src/model/result.ts', 'PortState'))
  const readme = tableRows(readDocument('README.md'), 'state', 'means', 'reasons')
  const short = readme.flatMap(([state, , reasons = '']) =>
    reasons.split(', ').map((reason) => [reason, state]),
  )
  expect(short).toEqual(tableRows(states, 'reason', 'state').map((row) => row.slice(0, 2)))
})

test('skipped and warnings are explained', () => {
  expect(firstCells(states, 'reason', 'why')).toEqual(wordsOf('src/model/event.ts', 'SkipReason'))
  const { syntax } = source('src/model/event.ts')
  const codes = /interface Warning \{[\s\S]*?code:([\s\S]*?)readonly message/.exec(syntax.text)?.[1]
  expect(firstCells(states, 'code', 'what it says')).toEqual(codes?.match(/[a-z]+(?:-[a-z]+)*/g))
})

test('what system errors mean is what the one table says', () => {
  const verdicts = tableRows(states, 'code', 'state', 'reason')
  for (const [code = '', state, reason] of verdicts) {
    expect(outcomeOf({ code }), code).toEqual({ state, reason, errorCode: code })
  }
  const own = firstCells(states, 'code', 'what it is').flatMap((cell) => cell.split(', '))
  for (const code of own) expect(outcomeOf({ code }), code).toMatchObject({ state: 'none' })
  for (const code of ['EHOSTUNREACH', 'ENETUNREACH', 'EACCES', 'EINVAL']) {
    expect(outcomeOf({ code, local: true }), code).toMatchObject({ state: 'none', reason: 'no-route' })
  }
  const known = source('src/net/outcome.ts').syntax.text.match(/(?<=')E[A-Z]{3,}(?=')/g) ?? []
  const named = new Set([...verdicts.map(([code]) => code), ...own, 'EINVAL', 'ECANCELED'])
  expect(known.filter((code) => !named.has(code))).toEqual([])
})

test('what ICMP messages mean is what the one table says', () => {
  const told = { 4: new Map<string, unknown>(), 6: new Map<string, unknown>() }
  for (const [four = '', six = '', state, reason] of tableRows(states, 'ICMP', 'ICMPv6', 'state', 'reason')) {
    for (const [family, cell] of [
      [4, four],
      [6, six],
    ] as const) {
      for (const code of cell.split(', ')) if (code !== '') told[family].set(code, { state, reason })
    }
  }
  for (const family of [4, 6] as const) {
    for (let number = 0; number < 0x10000; number++) {
      const [type, code] = [number >> 8, number & 0xff]
      expect(outcomeOfIcmp(family, type, code), `${family}: ${type}/${code}`).toEqual(
        told[family].get(`${type}/${code}`),
      )
    }
  }
})

test('the numbers of the templates are those of the code', () => {
  const keys = Object.keys(timings.normal) as (keyof typeof timings.normal)[]
  const names = Object.keys(timings) as TimingName[]
  const shown = (value: number): string => (value === Infinity ? '–' : value.toLocaleString('en-US'))
  expect(tableRows(timing, 'number', ...names)).toEqual(
    keys.map((key) => [key, ...names.map((name) => shown(timings[name][key]))]),
  )
  expect(firstCells(timing, 'number', 'means')).toEqual(keys)
})

test('metrics and channels are those of the code', () => {
  const telemetry = readDocument('docs/telemetry.md')
  const { text } = source('src/integrations/otel/scan-metrics.ts').syntax
  const metrics = text.match(/(?<=(?:[cC]ounter|Histogram)\(')portscan[.\w]+/g)
  expect(firstCells(telemetry, 'metric', 'kind').sort()).toEqual(metrics?.sort())
  const channels = membersOf('src/model/scan-channels.ts', 'ScanChannels').map((name) => name.slice(1, -1))
  expect(firstCells(telemetry, 'channel', 'when').sort()).toEqual(channels.sort())
})

test('what a simulated network can be told is in the tables', () => {
  const testing = readDocument('docs/testing.md')
  const tables = [
    ['path', 'src/testing/simulated-path.ts', 'SimulatedPath'],
    ['host', 'src/testing/simulated-host.ts', 'SimulatedHost'],
    ['machine', 'src/testing/simulated-machine.ts', 'SimulatedMachine'],
  ] as const
  for (const [header, path, name] of tables) {
    expect(firstCells(testing, header, 'means')).toEqual(membersOf(path, name))
  }
})

function firstCells(text: string, ...header: readonly string[]): string[] {
  return tableRows(text, ...header).map(([first = '']) => first)
}

function source(path: string): { readonly syntax: ts.SourceFile } {
  const text = readFileSync(join(root, path), 'utf8')
  return { syntax: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true) }
}

function membersOf(path: string, name: string): string[] {
  const found = source(path).syntax.statements.find(
    (statement) => ts.isInterfaceDeclaration(statement) && statement.name.text === name,
  ) as ts.InterfaceDeclaration
  return found.members.map((member) => member.name!.getText())
}

/** The members of a union of texts. */
function wordsOf(path: string, name: string): string[] {
  const found = source(path).syntax.statements.find(
    (statement) => ts.isTypeAliasDeclaration(statement) && statement.name.text === name,
  ) as ts.TypeAliasDeclaration
  return (found.type as ts.UnionTypeNode).types.map((type) => type.getText().replaceAll("'", ''))
}
