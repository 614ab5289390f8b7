import { existsSync } from 'node:fs'
import { join, posix } from 'node:path'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { documents, withExamples } from '../../scripts/doc-examples.mjs'
import { anchors, codeBlocks, localLinks, readDocument } from './documents.ts'
import { filesBelow, root } from './source-files.ts'

const paths = documents()

describe.each(paths)('%s', (path) => {
  const text = readDocument(path)

  test('its links lead somewhere', () => {
    expect(localLinks(text).filter((link) => !leadsSomewhere(path, link))).toEqual([])
  })

  test('its examples are the files of examples/', () => {
    expect(withExamples(text), 'node scripts/doc-examples.mjs writes them anew').toBe(text)
  })
})

test('the README shows all examples of the folder, the documents the others too', () => {
  const shown = (path: string): string[] =>
    [...readDocument(path).matchAll(/^<!-- (examples\/\S+) -->$/gm)].map(([, example = '']) => example)
  const direct = filesBelow('examples').filter((path) => path.split('/').length === 2)
  expect(shown('README.md').sort()).toEqual(direct)
  expect([...new Set(paths.flatMap(shown))].sort()).toEqual(filesBelow('examples'))
})

test('every document is reached from the README', () => {
  const reached = new Set(['README.md'])
  for (const path of reached) {
    for (const link of localLinks(readDocument(path))) {
      const target = posix.join(path, '..', link.split('#')[0]!)
      if (paths.includes(target)) reached.add(target)
    }
  }
  expect(paths.filter((path) => !reached.has(path))).toEqual([])
})

test('the code in the documents type-checks', { timeout: 60_000 }, () => {
  // What imports nothing is a piece of something.
  const blocks = new Map(
    paths.flatMap((path) =>
      codeBlocks(readDocument(path))
        .filter(({ language, code }) => language === 'ts' && code.includes('import '))
        .map(({ code, line }) => [join(root, homeOf(code), `${path.replaceAll('/', '-')}.${line}.ts`), code]),
    ),
  )
  expect(blocks.size).toBeGreaterThan(10)
  expect(complaints(blocks)).toEqual([])
})

function leadsSomewhere(path: string, link: string): boolean {
  const [file = '', anchor] = link.split('#')
  const target = file === '' ? path : posix.join(path, '..', file)
  if (!existsSync(join(root, target))) return false
  return anchor === undefined || anchors(readDocument(target)).includes(anchor)
}

/** Code that imports from its neighbours is a service of this package, other code an application's. */
function homeOf(code: string): string {
  return code.includes("from '../") ? 'src/fingerprint/services' : 'examples'
}

function complaints(blocks: ReadonlyMap<string, string>): string[] {
  const configFile = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path))
  const { options } = ts.parseJsonConfigFileContent(configFile.config, ts.sys, root)
  const host = ts.createCompilerHost(options)
  const { getSourceFile, fileExists } = host
  host.fileExists = (path) => blocks.has(path) || fileExists(path)
  host.getSourceFile = (path, version) => {
    const code = blocks.get(path)
    return code === undefined ? getSourceFile(path, version) : ts.createSourceFile(path, code, version)
  }
  const program = ts.createProgram([...blocks.keys()], options, host)
  return [...blocks.keys()].flatMap((path) => {
    const file = program.getSourceFile(path)
    const found = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]
    return found.map(({ messageText }) => `${path}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`)
  })
}
