import { expect, test } from 'vitest'
import { exitCode } from '../../../src/cli/exit-code.ts'

test('the codes that scripts rely on', () => {
  expect(exitCode).toEqual({
    done: 0,
    failed: 1,
    usage: 2,
    nothing: 3,
    timedOut: 4,
    differs: 4,
    violated: 4,
    interrupted: 130,
  })
})
