import { expect, test } from 'vitest'
import { UsageError } from '../../../src/cli/usage-error.ts'

test('keeps its cause', () => {
  const cause = new Error('ENOENT')
  expect(new UsageError('@x: expected a file', { cause })).toMatchObject({ name: 'UsageError', cause })
})
