import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { root } from '../structure/source-files.ts'

const jest = join(root, 'node_modules/jest/bin/jest.js')
const configOf = (suite: string): string =>
  JSON.stringify({
    rootDir: join(root, 'test/fixtures', suite),
    testMatch: ['**/*.test.cjs'],
    testTimeout: 30_000,
  })

/** Which of the tests in the suite passed, and all that jest said. */
function runJest(
  suite: string,
  ...args: string[]
): Promise<{ readonly passed: string[]; readonly said: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'portscan-core-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const env = { ...process.env, BASELINE: join(folder, 'ports.json'), CI: 'true', NO_COLOR: '1' }
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [jest, '--config', configOf(suite), '--verbose', ...args],
      { cwd: root, env },
      (_error, stdout, stderr) => {
        const said = `${stdout}${stderr}`
        resolve({
          said,
          passed: [...said.matchAll(/^ *✓ (.*?)(?: \(\d+ m?s\))?$/gm)].map(([, name = '']) => name),
        })
      },
    )
  })
}

test('the matchers in jest: what holds passes, what does not fails and tells why', async () => {
  const { passed, said } = await runJest('jest-suite')
  expect(passed, said).toEqual(['what holds'])
  expect(said).toMatch(
    /127\.0\.0\.1 exposes more than nothing\n\n +unexpected +127\.0\.0\.1 \d+\/tcp +open \(syn-ack\)/,
  )
  expect(said).toMatch(/\d+\/tcp of 127\.0\.0\.1 is open\n/)
  expect(said).toContain('there is no such baseline')
})

test('-u writes a baseline', async () => {
  const { passed, said } = await runJest('jest-suite', '-u', '-t', 'a baseline')
  expect(passed, said).toEqual(['a baseline'])
})

test('packages that are loaded when they are wanted are there in CommonJS, where jest imports no module', async () => {
  const { passed, said } = await runJest('jest-peers')
  expect(passed, said).toEqual([
    'a resolver with servers, and a policy in YAML',
    'a report in XML',
    'probes in YAML with a pattern that only re2js takes',
    'rules of Recog',
    'the maker of a network interface',
    'telemetry',
  ])
})
