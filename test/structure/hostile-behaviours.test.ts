import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { filesBelow, root } from './source-files.ts'

/** What a peer, its name server or who reads the results may do to a scan; each is shown by tests that name its number. */
const BEHAVIOURS: readonly string[] = [
  'accepts, says nothing',
  'one byte a second, for ever',
  'floods at line speed',
  'floods, ten thousand of them at once',
  'accepts, then resets at once while our event loop is late',
  'accepts, then closes',
  'half-closes, and never closes its side',
  'never reads our words: a window of zero',
  'resets in the middle of a greeting',
  'every port answers: a tarpit, a SYN proxy',
  'accepts, reads nothing, holds on for hours',
  'answers each question as another protocol',
  'terminal sequences in a banner, header, certificate or name',
  'bidirectional and invisible characters',
  'line ends in values, which forge lines of results and logs',
  'invalid UTF-8, lone surrogates, NUL',
  'characters that XML does not allow',
  'formulas for spreadsheets',
  'HTML and scripts',
  'a banner of one line of 10 MB',
  'TLS: mute after the ClientHello',
  'TLS: a record byte by byte',
  'TLS: a certificate of 300 KB, a chain of 150',
  'TLS: names in a certificate that forge others',
  'TLS: a certificate that makes parsers loop',
  'TLS: endless messages after the handshake',
  'TLS: certificates and versions that nobody should trust',
  'TLS: an alert, HTTP or garbage for an answer',
  'HTTP: endless headers',
  'HTTP: endless interim responses',
  'HTTP: compression bombs',
  'HTTP: redirects to where nobody may go',
  'HTTP: lengths that cannot be',
  'HTTP: a body without end',
  'DNS: compression that loops, points forward or out of range',
  'DNS: answers with the wrong id, source or question, and unasked records',
  'DNS: alias after alias',
  'DNS: huge texts, thousands of addresses',
  'DNS: truncated, then TCP that hangs',
  'DNS: names with markup, control bytes, dots in labels',
  'DNS: an address that changes after it was checked',
  'DNS: names that cannot be encoded',
  'a banner made for expressions that back up',
  'huge captures, $1 in captures, names of prototypes',
  'targets that are ranges without end, octal, options, commands',
  'a consumer that stops reading',
  'an output that throws, hangs or answers late',
  'an event loop that stands still',
]

const numbers = BEHAVIOURS.map((_, index) => `H${String(index + 1).padStart(2, '0')}`)
const shown = new Set(
  filesBelow('test')
    .filter((path) => path.endsWith('.test.ts'))
    .flatMap(numbersIn),
)

test('each hostile behaviour is in the title of a test', () => {
  expect(numbers).toHaveLength(48)
  const missing = numbers.filter((number) => !shown.has(number))
  expect(missing.map((number) => `${number} ${BEHAVIOURS[numbers.indexOf(number)]!}`)).toEqual([])
})

test('titles name no other', () => {
  expect([...shown].filter((number) => !numbers.includes(number))).toEqual([])
})

/** The numbers in titles, and in the rows that titles are made from. */
function numbersIn(path: string): string[] {
  const text = readFileSync(join(root, path), 'utf8')
  const found: string[] = []
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest))
  return found

  function visit(node: ts.Node): void {
    if (ts.isCallExpression(node) && isTest(node.expression)) node.arguments.forEach(collect)
    ts.forEachChild(node, visit)
  }

  function collect(node: ts.Node): void {
    if (ts.isFunctionLike(node)) return
    if (ts.isStringLiteralLike(node)) found.push(...(node.text.match(/\bH\d\d\b/g) ?? []))
    else ts.forEachChild(node, collect)
  }
}

/** `test(…)`, `test.each(…)`, `test.each(…)(…)` and the same of `it` and `describe`. */
function isTest(called: ts.Expression): boolean {
  if (ts.isIdentifier(called)) return ['test', 'it', 'describe'].includes(called.text)
  if (ts.isCallExpression(called) || ts.isPropertyAccessExpression(called)) return isTest(called.expression)
  return false
}
