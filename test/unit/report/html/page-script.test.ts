import { Script } from 'node:vm'
import { expect, test } from 'vitest'
import { pageScript } from '../../../../src/report/html/page-script.ts'

// What it does is tried in a browser: test/integration/html-report.test.ts.

test('is a script, and ends no element', () => {
  expect(() => new Script(pageScript)).not.toThrow()
  expect(pageScript).not.toMatch(/<\/|<!--|]]>/)
})

test('makes no HTML out of text, asks nobody and keeps nothing', () => {
  expect(pageScript).not.toMatch(
    /innerHTML|outerHTML|insertAdjacent|document\.write|eval|Function\(|fetch|XMLHttp|Storage|cookie|import|https?:/,
  )
})
