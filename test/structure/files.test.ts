import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { filesBelow, readSources, root, type SourceFile } from './source-files.ts'

/** Files without a test of their own, each with the reason. */
const untested: Readonly<Record<string, string>> = {
  'src/model/version.ts': 'compared with package.json in manifest.test.ts',
  'src/model/port-names.data.ts': 'a generated table; port-names.test.ts reads it',
  'src/discover/oui-data.d.ts': 'the shape of a package that brings no types; vendor-list.test.ts reads it',
  'src/threads/thread-text.d.ts': 'the shape of what the build makes; node-dialer.test.ts runs it',
  'src/integrations/server/http/http-app.ts': 'types alone, those of Fastify made wider',
  'src/cli/main.ts': 'what starts the command; test/package runs it',
  'src/integrations/server/page/page-text.d.ts':
    'the shape of what the build makes; page-files.test.ts reads it',
  'src/integrations/server/page/browser/main.ts':
    'what starts the page; test/integration/service-page.test.ts runs it in a browser',
  'src/integrations/server/store/migrations/0001-service-role.ts':
    'what it makes is looked at in index.test.ts beside it',
  'src/integrations/server/store/migrations/0002-scans.ts':
    'what it makes is looked at in index.test.ts beside it',
  'src/integrations/server/store/migrations/0003-keys-and-audit.ts':
    'what it makes is looked at in index.test.ts beside it',
  'src/integrations/server/store/migrations/0004-row-security.ts':
    'what it makes is looked at in index.test.ts beside it',
  'src/integrations/server/store/migrations/0005-schedules-and-webhooks.ts':
    'what it makes is looked at in index.test.ts beside it',
  'src/testing/jest.ts': 'works in jest alone; test/package/jest.test.ts runs that',
}

const sources = readSources()
const written = sources.filter(({ path }) => !path.endsWith('.data.ts'))

test('every file that does something has its test', () => {
  const missing = sources
    .filter((source) => doesSomething(source.syntax) && !(source.path in untested))
    .map(({ path }) => path.replace(/^src\/(.*)\.ts$/, 'test/unit/$1.test.ts'))
    .filter((path) => !existsSync(join(root, path)))
  expect(missing).toEqual([])
})

test('every exception from the rule is still needed', () => {
  const paths = new Set(sources.map(({ path }) => path))
  expect(Object.keys(untested).filter((path) => !paths.has(path))).toEqual([])
})

test('half of the files have at most 90 lines, 95 of 100 at most 220', () => {
  const lengths = written.map(({ lines }) => lines).sort((a, b) => a - b)
  expect(percentile(lengths, 0.5)).toBeLessThanOrEqual(90)
  expect(percentile(lengths, 0.95), longest()).toBeLessThanOrEqual(220)
})

test('functions are rarely longer than 30 lines', () => {
  const functions = written.flatMap(functionsOf)
  const long = functions.filter(({ lines }) => lines > 30)
  expect(long.length / functions.length, listed(long)).toBeLessThanOrEqual(0.05)
})

test('nothing names the machine that it was written on', () => {
  const home = new RegExp(['/home/', '/Users/', String.raw`\\Users\\`].join('|'))
  const here = root.replace(/[\\/]$/, '')
  // A checkout right below the root (`/src`) is no name of a machine.
  const names = (text: string): boolean => home.test(text) || (dirname(here) !== '/' && text.includes(here))
  const offenders = ownFiles().filter((path) => names(readFileSync(join(root, path), 'utf8')))
  expect(offenders).toEqual(['test/structure/files.test.ts'])
})

function longest(): string {
  return listed(written.map(({ path, lines }) => ({ name: path, lines })))
}

function listed(items: readonly { name: string; lines: number }[]): string {
  const first = [...items].sort((a, b) => b.lines - a.lines).slice(0, 8)
  return `the longest: ${first.map(({ name, lines }) => `${name} ${lines}`).join(', ')}`
}

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.ceil(sorted.length * share) - 1] ?? 0
}

/** True unless all is gone after compiling: imports, exports of other files, interfaces, types. */
function doesSomething(syntax: ts.SourceFile): boolean {
  return !syntax.statements.every(
    (statement) =>
      ts.isImportDeclaration(statement) ||
      ts.isExportDeclaration(statement) ||
      ts.isInterfaceDeclaration(statement) ||
      ts.isTypeAliasDeclaration(statement),
  )
}

function functionsOf({ path, syntax }: SourceFile): { name: string; lines: number }[] {
  const found: { name: string; lines: number }[] = []
  visit(syntax)
  return found

  function visit(node: ts.Node): void {
    if (ts.isFunctionLike(node) && 'body' in node && node.body) {
      const first = syntax.getLineAndCharacterOfPosition(node.getStart()).line
      const last = syntax.getLineAndCharacterOfPosition(node.getEnd()).line
      found.push({ name: `${path}:${first + 1}`, lines: last - first + 1 })
    }
    ts.forEachChild(node, visit)
  }
}

function ownFiles(): string[] {
  const elsewhere = new Set(['.git', 'node_modules', 'dist', 'coverage'])
  return readdirSync(root, { withFileTypes: true })
    .filter(({ name }) => !elsewhere.has(name) && !/\.(tmp|tgz|log)$/.test(name))
    .flatMap((entry) => (entry.isDirectory() ? filesBelow(entry.name) : [entry.name]))
}
