// The public API in one readable text, made from the types that were built: every declaration that a user can see or
// reach, without comments, in order of name. `--update` writes it to test/types/public-api*.txt.
import { readFileSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import ts from 'typescript'

/** What was agreed on, and the types that were built, by entry point. */
export const entryPoints = {
  '.': { snapshot: at('test/types/public-api.txt'), types: at('dist/index.d.ts') },
  './native': { snapshot: at('test/types/public-api-native.txt'), types: at('dist/native/index.d.ts') },
  './otel': { snapshot: at('test/types/public-api-otel.txt'), types: at('dist/otel/index.d.ts') },
  './report': { snapshot: at('test/types/public-api-report.txt'), types: at('dist/report/index.d.ts') },
  './server': { snapshot: at('test/types/public-api-server.txt'), types: at('dist/server/index.d.ts') },
  './testing/jest': {
    snapshot: at('test/types/public-api-testing-jest.txt'),
    types: at('dist/testing/jest.d.ts'),
  },
  './testing/vitest': {
    snapshot: at('test/types/public-api-testing-vitest.txt'),
    types: at('dist/testing/vitest.d.ts'),
  },
  './testing': { snapshot: at('test/types/public-api-testing.txt'), types: at('dist/testing/index.d.ts') },
}

/** The text for what dist/ holds now. */
export function publicApi({ types }) {
  const syntax = ts.createSourceFile('index.d.ts', readFileSync(types, 'utf8'), ts.ScriptTarget.Latest)
  const printer = ts.createPrinter({ removeComments: true, newLine: ts.NewLineKind.LineFeed })
  const print = (node) => printer.printNode(ts.EmitHint.Unspecified, node, syntax)
  const exports = syntax.statements
    .filter(ts.isExportDeclaration)
    .flatMap((list) => list.exportClause.elements)
  const others = syntax.statements.filter(
    (statement) => !ts.isExportDeclaration(statement) && !ts.isImportDeclaration(statement),
  )
  return [
    '# Exports',
    ...exports.map(print).sort(),
    '',
    '# Declarations',
    // Stable: overloads of one name stay in their order.
    ...others
      .map((node) => ({ name: nameOf(node), text: print(node) }))
      .sort(byName)
      .map(({ text }) => text),
    '',
  ].join('\n')
}

function at(path) {
  return new URL(`../${path}`, import.meta.url)
}

function nameOf(node) {
  return node.name?.text ?? node.declarationList?.declarations[0]?.name.text ?? ''
}

function byName(a, b) {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href && process.argv.includes('--update')) {
  for (const entry of Object.values(entryPoints)) writeFileSync(entry.snapshot, publicApi(entry))
}
