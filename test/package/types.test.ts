import { join } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { root } from '../structure/source-files.ts'

test.each(['dist/index.d.ts', 'dist/index.d.cts'])('an embedding type-checks against %s', (types) => {
  const program = ts.createProgram([join(root, 'test/types/embedding.ts')], {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    types: ['node'],
    noEmit: true,
    paths: { 'portscan-core': [join(root, types)] },
  })
  const complaints = ts.getPreEmitDiagnostics(program)
  expect(complaints.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))).toEqual([])
})
