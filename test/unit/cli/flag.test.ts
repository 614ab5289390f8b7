import { expect, test } from 'vitest'
import { flag, flagGroup } from '../../../src/cli/flag.ts'

test('an option with its reader, in its group', () => {
  const [count] = flagGroup('Some:', [flag('-c, --count <n>', 'how many', Number)])
  expect(count).toMatchObject({
    flags: '-c, --count <n>',
    description: 'how many',
    helpGroupHeading: 'Some:',
    required: true,
  })
  expect(count?.parseArg?.('5', undefined)).toBe(5)
  expect(flag('-q, --quiet', 'say nothing').parseArg).toBeUndefined()
})
