import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { root } from '../structure/source-files.ts'

const [esm, cjs] = ['dist/index.d.ts', 'dist/index.d.cts'].map((path) => join(root, path)) as [string, string]

test('an embedding type-checks against the types that were built', () => {
  const program = ts.createProgram([join(root, 'test/types/embedding.ts')], {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    types: ['node'],
    noEmit: true,
    paths: { 'portscan-core': [esm] },
  })
  const complaints = ts.getPreEmitDiagnostics(program)
  expect(complaints.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))).toEqual([])
})

test('import and require get the same types', () => {
  expect(readFileSync(cjs, 'utf8')).toBe(readFileSync(esm, 'utf8'))
})
