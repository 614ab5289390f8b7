import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { root } from '../structure/source-files.ts'

const [esm, cjs] = builtTypes('dist/index')
const [testing, cjsTesting] = builtTypes('dist/testing/index')
const [report, cjsReport] = builtTypes('dist/report/index')
const [otel, cjsOtel] = builtTypes('dist/otel/index')

const embeddings = ['embedding.ts', 'otel.ts', 'report.ts', 'testing.ts'].map((name) =>
  join(root, 'test/types', name),
)

test('an embedding type-checks against the types that were built', () => {
  const program = ts.createProgram(embeddings, {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    types: ['node'],
    noEmit: true,
    paths: {
      'portscan-core': [esm],
      'portscan-core/otel': [otel],
      'portscan-core/report': [report],
      'portscan-core/testing': [testing],
    },
  })
  const complaints = ts.getPreEmitDiagnostics(program)
  expect(complaints.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))).toEqual([])
})

test('import and require get the same types', () => {
  expect(readFileSync(cjs, 'utf8')).toBe(readFileSync(esm, 'utf8'))
  expect(readFileSync(cjsOtel, 'utf8')).toBe(readFileSync(otel, 'utf8'))
  expect(readFileSync(cjsReport, 'utf8')).toBe(readFileSync(report, 'utf8'))
  expect(readFileSync(cjsTesting, 'utf8')).toBe(readFileSync(testing, 'utf8'))
})

function builtTypes(path: string): [string, string] {
  return [join(root, `${path}.d.ts`), join(root, `${path}.d.cts`)]
}
