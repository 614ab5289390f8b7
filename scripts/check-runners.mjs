import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { installedVersion, withoutNpmSettings } from './check-consumer.mjs'
import { runBin, runNode, runNpm } from './run.mjs'

const suite = (runner, entry) => `
import { expect, test } from '${runner}'
import '${entry}'
import { memoryNetwork } from 'portscan-core/testing'

const { connector } = memoryNetwork({ ports: { '192.0.2.7:22': 'open' } })
const ports = '20-25'

test('the open port, and no other', async () => {
  const done: Promise<void> = expect('192.0.2.7').toExposeOnly([22], { ports, connector })
  await done
  await expect('192.0.2.7').not.toHaveOpenPort(23, { connector, tlsAtLeast: 'TLSv1.2' })
  // @ts-expect-error There is no such version.
  void (() => expect('192.0.2.7').toHaveOpenPort(22, { tlsAtLeast: 'TLSv9' }))
})
`

const runners = [
  {
    name: 'vitest',
    types: 'suite.mts',
    suite: suite('vitest', 'portscan-core/testing/vitest'),
    runs: 'node_modules/vitest/vitest.mjs run',
  },
  {
    name: 'jest',
    types: 'suite.cts',
    suite: suite('@jest/globals', 'portscan-core/testing/jest'),
    runs: 'node_modules/jest/bin/jest.js',
  },
]

/** The matchers where only one runner is installed: its types hold for every kind of importer, and its tests run. */
export function checkRunners(tarball, folder) {
  for (const { name, types, suite, runs } of runners) {
    const project = join(folder, name)
    const here = { cwd: project, env: withoutNpmSettings() }
    mkdirSync(project)
    writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'consumer', private: true }))
    const packages = [name, '@types/node'].map((one) => `${one}@${installedVersion(one)}`)
    runNpm(['install', '--ignore-scripts', '--no-audit', '--no-fund', tarball, ...packages], here)
    writeFileSync(join(project, types), suite)
    for (const [module, moduleResolution] of [
      ['node16', 'node16'],
      ['nodenext', 'nodenext'],
      ['esnext', 'bundler'],
    ]) {
      const settings = { module, moduleResolution, target: 'es2022', strict: true, types: ['node'] }
      const compilerOptions = { ...settings, skipLibCheck: false, noEmit: true }
      writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['suite.*'] }))
      runBin('typescript', 'tsc', ['-p', '.'], here)
    }
    writeFileSync(join(project, 'exposed.test.js'), plainSuite(name, suite))
    runNode(runs.split(' '), here)
  }
}

/** What runs: jest takes CommonJS without further ado. */
function plainSuite(name, text) {
  const plain = text.replace(': Promise<void>', '')
  if (name === 'vitest') return plain
  return plain
    .replace(/import (\{.*?\}) from ('.*?')/g, 'const $1 = require($2)')
    .replace(/import ('.*?')/g, 'require($1)')
}
