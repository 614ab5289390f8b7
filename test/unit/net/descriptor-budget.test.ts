import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { descriptorBudget } from '../../../src/net/descriptor-budget.ts'

const loader = fileURLToPath(new URL('../../../src/net/descriptor-budget.ts', import.meta.url))

test('leaves room for everything else', () => {
  expect(descriptorBudget()).toBeGreaterThanOrEqual(4)
})

const ownLimit = process.platform === 'win32' ? 'skipped: no limit of descriptors here' : 'follows the limit'
test.skipIf(process.platform === 'win32')(ownLimit, () => {
  const script = `
    const text = require('node:fs').readFileSync(${JSON.stringify(loader)}, 'utf8')
    const plain = require('typescript').transpileModule(text, { compilerOptions: { module: 'commonjs', target: 'es2022' } }).outputText
    const module_ = { exports: {} }
    new Function('exports', 'require', plain)(module_.exports, require)
    console.log(module_.exports.descriptorBudget())
  `
  const budgetAt = (limit: number): number =>
    Number(
      execFileSync('sh', ['-c', `ulimit -n ${String(limit)} && exec "$0" -e "$1"`, process.execPath, script]),
    )
  const [small, large] = [budgetAt(64), budgetAt(512)]
  // A quarter of 64 stays free, and what Node has open itself.
  expect(small).toBeGreaterThanOrEqual(4)
  expect(small).toBeLessThanOrEqual(48 - 3)
  // Of 512, no more than 64.
  expect(large - small).toBe(512 - 64 - (64 - 16))
})
