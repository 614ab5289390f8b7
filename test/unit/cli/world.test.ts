import { expect, test } from 'vitest'
import { columnsOf, type Output } from '../../../src/cli/world.ts'

test('an unknown width is 80', () => {
  const width = (columns?: number) => columnsOf({ columns } as Output)
  expect([width(120), width(0), width()]).toEqual([120, 80, 80])
})
