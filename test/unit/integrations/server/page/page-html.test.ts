import { expect, test } from 'vitest'
import { pageFiles } from '../../../../../src/integrations/server/page/page-files.ts'
import { pageHtml } from '../../../../../src/integrations/server/page/page-html.ts'

test('it loads files that are there, and has the places that the script fills', () => {
  const loaded = [...pageHtml.matchAll(/(?:href|src)="(\/[^"]+)"/g)].map(([, path]) => path)
  const paths = pageFiles().map(({ path }) => path)
  expect(loaded.length).toBe(2)
  expect(loaded.filter((path) => !paths.includes(path ?? ''))).toEqual([])
  expect(pageHtml).toContain('id="page"')
  expect(pageHtml).toContain('aria-live="polite"')
  expect(pageHtml).toContain('<noscript>')
})
