import { expect, test } from 'vitest'
import { waitFlags } from '../../../src/cli/wait-flags.ts'

test('names and groups of the options of wait', () => {
  expect(waitFlags().map(({ long, helpGroupHeading }) => `${helpGroupHeading} ${long}`)).toEqual([
    'Waiting: --closed',
    'Waiting: --timeout',
    'Waiting: --interval',
    'Output: --quiet',
    'Output: --verbose',
    'Output: --log-format',
    'Output: --color',
  ])
})
