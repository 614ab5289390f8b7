import { expect, test } from 'vitest'
import { parseCommand } from '../../../src/cli/parse-command.ts'
import { logFlags } from '../../../src/cli/log-flags.ts'

const flags = (line: string) => {
  const parsed = parseCommand(['x.example', ...line.split(' ')])
  return 'flags' in parsed ? parsed.flags : undefined
}

test('-v counts, also together', () => {
  expect(flags('-v')).toMatchObject({ verbose: 1 })
  expect(flags('-v -v')).toMatchObject({ verbose: 2 })
  expect(flags('-vv')).toMatchObject({ verbose: 2 })
})

test('the rest', () => {
  expect(flags('-q --log-format json --color never')).toEqual({
    quiet: true,
    logFormat: 'json',
    color: 'never',
  })
  expect(() => flags('--color sometimes')).toThrow('Expected one of auto, always, never.')
  expect(logFlags()).toHaveLength(4)
})
