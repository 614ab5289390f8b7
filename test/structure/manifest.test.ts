import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isBuiltin } from 'node:module'
import { expect, test } from 'vitest'
import { PEERS } from '../../src/integrations/server/peer.ts'
import { version } from '../../src/model/version.ts'
import { readSources, root } from './source-files.ts'

interface Manifest {
  readonly version: string
  readonly dependencies: Readonly<Record<string, string>>
  readonly peerDependencies: Readonly<Record<string, string>>
  readonly peerDependenciesMeta: Readonly<Record<string, { readonly optional?: boolean }>>
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

test('what more it can use is optional', () => {
  const { peerDependencies, peerDependenciesMeta } = manifest
  const others = ['@jest/globals', 'expect', 'koffi', 'oui-data', 're2js', 'saxes', 'vitest', 'yaml']
  // Those of the service are what its install line says.
  expect(Object.keys(peerDependencies)).toEqual([...others, ...PEERS].sort())
  for (const name of Object.keys(peerDependencies))
    expect(peerDependenciesMeta[name]).toEqual({ optional: true })
})

test('the sources import these, what the command bundles, optional ones when asked, and Node by its full name', () => {
  const packages = new Set([...Object.keys(manifest.dependencies), ...bundled])
  const optional = Object.keys(manifest.peerDependencies)
  // Not at the top of a file: who has not installed it must not notice.
  const asked = (path: string, module: string): boolean =>
    // Who imports a runner's entry runs in that runner.
    path === `src/testing/${module.replace('@jest/globals', 'jest')}.ts` ||
    (optional.includes(module) &&
      !new RegExp(`from '${module}'`).test(withoutTypes(readFileSync(join(root, path), 'utf8'))))
  const foreign = readSources().flatMap(({ path, imports }) =>
    imports
      .filter((module) => !module.startsWith('src/') && !packages.has(module))
      .filter((module) => !(module.startsWith('node:') && isBuiltin(module)))
      .filter((module) => !asked(path, module))
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

/** Of what is imported as a type nothing is left in what is built. */
function withoutTypes(text: string): string {
  return text.replace(/import type \{[^}]*\} from '[^']*'/g, '')
}
