import { expect, test } from 'vitest'
import { ScanError } from '../../../src/model/errors.ts'
import { failureOf, noAddress, resolveError } from '../../../src/resolve/resolve-failure.ts'

test('says what, why and what to do, and keeps the cause', () => {
  const cause = new Error('below')
  const error = resolveError('timeout', 'host.example', 'no answer', 'try again', cause)
  expect(error).toMatchObject({ code: 'ERR_RESOLVE', failure: 'timeout', input: 'host.example', cause })
  expect(error.message).toBe('"host.example": no answer; try again')
  expect('cause' in resolveError('timeout', 'x', 'y', 'z')).toBe(false)
})

test('a hostile name is shown without what steers a terminal, and in bounds', () => {
  const { message } = resolveError('bad-name', '\u001b[31m\u009b\u202e\u0000é' + 'x'.repeat(5000), 'p', 'a')
  expect(message).toMatch(/^[\p{L}\p{N}…\x20-\x7e]*$/u)
  expect(message).toContain('\\u202e')
  expect(message.length).toBeLessThan(200)
})

test('tells a resolver’s answer from other errors', () => {
  expect(failureOf(noAddress('x'))).toBe('bad-name')
  expect(failureOf(new ScanError('ERR_TARGET', 'x', { failure: 'timeout' }))).toBeUndefined()
  expect(failureOf(new Error('x'))).toBeUndefined()
})
