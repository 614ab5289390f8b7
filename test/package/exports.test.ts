import { execFileSync } from 'node:child_process'
import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { createRequire, isBuiltin } from 'node:module'
import { join, posix } from 'node:path'
import { pathToFileURL } from 'node:url'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { filesBelow, root } from '../structure/source-files.ts'

interface Manifest {
  readonly name: string
  readonly version: string
  readonly dependencies: Readonly<Record<string, string>>
  readonly peerDependencies: Readonly<Record<string, string>>
  readonly main: string
  readonly types: string
  readonly exports: Readonly<Record<string, unknown>>
  readonly bin: { readonly portscan: string }
}

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest
const command = join(root, manifest.bin.portscan)

test('the manifest names what was built, and all that was built is reached from there', () => {
  const named = [manifest.main, manifest.types, manifest.bin.portscan, ...pathsIn(manifest.exports)]
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([])
  const reached = new Set(named.map((path) => path.replace(/^\.\//, '')))
  for (const path of reached) {
    for (const next of importsOf(path)) if (next.startsWith('.')) reached.add(posix.join(path, '..', next))
  }
  // The packed database is read, not loaded.
  const read = ['dist/licenses.txt', 'dist/server/database.tar.br']
  expect(filesBelow('dist').filter((path) => !reached.has(path))).toEqual(read)
})

test('what was built loads nothing but Node, the three dependencies, and peers where they are', () => {
  const library = filesBelow('dist').filter((path) => path.endsWith('.js') && !path.startsWith('dist/cli/'))
  const packages = library
    .flatMap(importsOf)
    .filter((module) => !module.startsWith('.') && !isBuiltin(module))
  const known = { ...manifest.dependencies, ...manifest.peerDependencies }
  const foreign = packages.filter((module) => !(module in known))
  // Of itself it loads only what it publishes.
  const own = Object.keys(manifest.exports).map((entry) => posix.join(manifest.name, entry))
  expect(foreign.filter((module) => !own.includes(module))).toEqual([])
  expect(foreign).toContain(manifest.name)
  expect(importsOf('dist/index.js')).not.toContain(manifest.name)
})

test('what was built carries the licences of what it took in', () => {
  const licenses = readFileSync(join(root, 'dist/licenses.txt'), 'utf8')
  const names = [...licenses.matchAll(/^(\S+) \d+\.\d+\.\d+ \((?:MIT|ISC)\)$/gm)].map(([, name]) => name)
  expect(names).toEqual(expect.arrayContaining(['commander', 'p-queue', 'eventemitter3']))
})

test('what the types say is a value is one', async () => {
  const entries = filesBelow('dist').filter((path) => path.endsWith('.d.ts'))
  for (const entry of entries) {
    const [list = ''] = readFileSync(join(root, entry), 'utf8').match(/^export \{ .* \};$/m) ?? []
    const names = [...list.matchAll(/[{,] (?!type )(?:\w+ as )?(\w+)/g)].map(([, name]) => name)
    // Those for test runners need the runner.
    if (names.length === 0) continue
    const values = (await import(pathToFileURL(join(root, entry.replace(/\.d\.ts$/, '.js'))).href)) as object
    expect(
      names.filter((name) => !(name! in values)),
      entry,
    ).toEqual([])
  }
  expect(entries.length).toBeGreaterThan(5)
})

test('import and require give the same names', async () => {
  const esm = (await import(pathToFileURL(join(root, 'dist/index.js')).href)) as object
  const cjs = createRequire(import.meta.url)(join(root, 'dist/index.cjs')) as object
  expect(Object.keys(cjs).sort()).toEqual(Object.keys(esm).sort())
  expect(Object.keys(esm)).toContain('ScanError')
})

test('the testing kit imports and requires alike, and its errors are those of the library', async () => {
  const folder = join(root, 'dist/testing')
  const esm = (await import(
    pathToFileURL(join(folder, 'index.js')).href
  )) as typeof import('../../src/testing/index.ts')
  const cjs = createRequire(import.meta.url)(join(folder, 'index.cjs')) as object
  expect(Object.keys(cjs).sort()).toEqual(Object.keys(esm).sort())
  expect(Object.keys(esm)).toContain('memoryNetwork')
  for (const name of ['index.js', 'index.cjs']) {
    expect(readFileSync(join(folder, name), 'utf8')).not.toMatch(/class ScanError|class Path\b/)
  }
})

test('an error of one build is an error of the other', async () => {
  const esm = (await import(
    pathToFileURL(join(root, 'dist/index.js')).href
  )) as typeof import('../../src/index.ts')
  const cjs = createRequire(import.meta.url)(join(root, 'dist/index.cjs')) as typeof esm
  expect(new cjs.ScanError('ERR_STATE', 'used')).toBeInstanceOf(esm.ScanError)
  expect(new Error('used')).not.toBeInstanceOf(esm.ScanError)
})

test('the command starts by itself and carries its own packages', () => {
  expect(readFileSync(command, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/)
  if (process.platform !== 'win32') accessSync(command, constants.X_OK)
  expect(execFileSync(process.execPath, [command, '--version'], { encoding: 'utf8' }).trim()).toBe(
    manifest.version,
  )
})

function pathsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return Object.values(value as Record<string, unknown>).flatMap(pathsIn)
}

function importsOf(path: string): string[] {
  const text = readFileSync(join(root, path), 'utf8')
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName)
}
