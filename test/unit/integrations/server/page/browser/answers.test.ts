import { expect, test } from 'vitest'
import { listed } from '../../../../../../src/integrations/server/page/browser/answers.ts'

test('lists with and without a cursor, and what is none', () => {
  expect(listed([1])).toEqual({ items: [1] })
  expect(listed({ items: [1], cursor: 'x' })).toEqual({ items: [1], cursor: 'x' })
  expect([listed(undefined), listed(null), listed({ cursor: 7 })]).toEqual([
    { items: [] },
    { items: [] },
    { items: [] },
  ])
})
