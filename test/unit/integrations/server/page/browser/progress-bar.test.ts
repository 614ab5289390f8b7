import { expect, test } from 'vitest'
import { progressBar } from '../../../../../../src/integrations/server/page/browser/progress-bar.ts'
import { find, textOf } from '../../../../../support/screen-context.ts'

test.each([
  [1, 4, '25 %'],
  [0, 0, '0 %'],
  [9, 3, '100 %'],
  [0.999, 1, '99 %'],
])('%d of %d', (done, all, text) => {
  const bar = progressBar(done, all, 'Progress')
  expect(textOf(bar)).toBe(text)
  expect(find(bar, 'progress').at(-1)?.attributes['aria-label']).toBe('Progress')
})
