import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isBuiltin } from 'node:module'
import { expect, test } from 'vitest'
import { version } from '../../src/model/version.ts'
import { readSources, root } from './source-files.ts'

interface Manifest {
  readonly version: string
  readonly dependencies: Readonly<Record<string, string>>
  readonly scripts: Readonly<Record<string, string>>
}

/** What the build puts into the command. */
const bundled = ['cli-progress', 'commander', 'picocolors']

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest
const lockfile = readFileSync(join(root, 'package-lock.json'), 'utf8')

test('the version in the source is the version of the package', () => {
  expect(version).toBe(manifest.version)
})

test('the library stands on three packages', () => {
  expect(Object.keys(manifest.dependencies).sort()).toEqual(['dns2', 'ip-num', 'p-queue'])
})

test('the sources import these, what the command bundles, and Node by its full name', () => {
  const packages = new Set([...Object.keys(manifest.dependencies), ...bundled])
  const foreign = readSources().flatMap(({ path, imports }) =>
    imports
      .filter((module) => !module.startsWith('src/') && !packages.has(module))
      .filter((module) => !(module.startsWith('node:') && isBuiltin(module)))
      .map((module) => `${path} imports ${module}`),
  )
  expect(foreign).toEqual([])
})

test('nothing runs when the package is installed', () => {
  const onInstall = ['preinstall', 'install', 'postinstall', 'prepare', 'preprepare', 'postprepare']
  expect(onInstall.filter((name) => name in manifest.scripts)).toEqual([])
})

test('the lockfile says what to install, not from where', () => {
  expect(lockfile.includes('"resolved"'), 'npm install --omit-lockfile-registry-resolved writes it so').toBe(
    false,
  )
})
