import { expect, test } from 'vitest'
import { checkFlags } from '../../../src/cli/check-flags.ts'

test('how to scan may be said, what to scan is in the policy', () => {
  const flags = checkFlags().map(({ long }) => long)
  expect(flags).toEqual(
    expect.arrayContaining([
      '--rate',
      '--timing',
      '--progress',
      '--no-progress',
      '--quiet',
      '--probes',
      '--update',
    ]),
  )
  for (const other of ['--ports', '--services', '--list', '--stop-after', '--resume', '--states', '--shard'])
    expect(flags).not.toContain(other)
  expect(new Set(flags).size).toBe(flags.length)
})
