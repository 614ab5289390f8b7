import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** One file of `src/`, parsed. */
export interface SourceFile {
  /** As in `'src/flow/pull.ts'`. */
  readonly path: string
  readonly lines: number
  readonly syntax: ts.SourceFile
  /** What it imports, types included: `'src/model/host.ts'` for a file of ours, otherwise the name as written. */
  readonly imports: readonly string[]
}

/** Paths of all files below a folder of the repository, with `/` between names on every system. */
export function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort()
}

export function readSources(): SourceFile[] {
  return filesBelow('src').map((path) => {
    const text = readFileSync(join(root, path), 'utf8')
    return parseSource(path, text)
  })
}

export function parseSource(path: string, text: string): SourceFile {
  const syntax = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  return { path, lines: text.trimEnd().split('\n').length, syntax, imports: importsOf(path, syntax) }
}

function importsOf(path: string, syntax: ts.SourceFile): string[] {
  const found: string[] = []
  visit(syntax)
  return found

  function visit(node: ts.Node): void {
    const specifier = specifierOf(node)
    if (specifier) found.push(resolveModule(path, specifier))
    ts.forEachChild(node, visit)
  }
}

// Every way to name another module: import, export … from, import(), import('…').Type, require().
function specifierOf(node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier
  if (ts.isImportTypeNode(node)) return ts.isLiteralTypeNode(node.argument) ? node.argument.literal : node
  if (ts.isExternalModuleReference(node)) return node.expression
  return ts.isCallExpression(node) && loadsModule(node.expression) ? node.arguments[0] : undefined
}

function loadsModule(called: ts.Node): boolean {
  return called.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(called) && called.text === 'require')
}

function resolveModule(from: string, specifier: ts.Node): string {
  // A module named by anything but a plain text cannot be checked, so it fails wherever it shows up.
  const module = ts.isStringLiteralLike(specifier) ? specifier.text : '<computed>'
  // The testing kit imports the library as an application does.
  if (module === 'portscan-core') return 'src/index.ts'
  const [, entry] = /^portscan-core\/(report|testing)$/.exec(module) ?? []
  if (entry !== undefined) return `src/${entry}/index.ts`
  // The script of a thread or of a page is taken in as a text.
  const file = module.replace(/\?(thread|browser)$/, '')
  return file.startsWith('.') ? join(dirname(from), file).split(sep).join('/') : file
}
