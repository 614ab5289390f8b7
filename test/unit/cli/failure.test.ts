import { expect, test } from 'vitest'
import { tellFailure } from '../../../src/cli/failure.ts'
import { UsageError } from '../../../src/cli/usage-error.ts'
import { ScanError } from '../../../src/model/errors.ts'

function told(error: unknown): { code: number; lines: string[] } {
  const lines: string[] = []
  const code = tellFailure(error, (level, message) => lines.push(`${level}: ${message}`))
  return { code, lines }
}

test('each error has its exit code', () => {
  expect(told(new UsageError('bad')).code).toBe(2)
  const codes = [
    'ERR_TARGET',
    'ERR_OPTION',
    'ERR_CHECKPOINT',
    'ERR_REPORT',
    'ERR_RESOLVE',
    'ERR_POLICY',
    'ERR_TIMEOUT',
    'ERR_RESOURCE',
    'ERR_STATE',
  ] as const
  expect(codes.map((code) => told(new ScanError(code, 'x')).code)).toEqual([2, 2, 2, 2, 3, 3, 4, 1, 1])
  expect(told(new TypeError('x')).code).toBe(1)
  expect(told('thrown text')).toEqual({ code: 1, lines: ['error: thrown text'] })
})

test('the message is one line, the cause is a detail', () => {
  const cause = new Error('ECONNREFUSED')
  const { lines } = told(new ScanError('ERR_RESOLVE', 'no answer\n  at all', { cause }))
  expect(lines[0]).toBe('error: no answer at all')
  expect(lines[1]).toMatch(/^debug: caused by: .*ECONNREFUSED/)
})
