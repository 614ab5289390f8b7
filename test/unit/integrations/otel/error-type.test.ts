import { expect, test } from 'vitest'
import { errorType } from '../../../../src/integrations/otel/error-type.ts'
import { ScanError } from '../../../../src/model/errors.ts'

test('the code, the name, or what the conventions have for neither', () => {
  expect(errorType(new ScanError('ERR_RESOURCE', 'no descriptor left'))).toBe('ERR_RESOURCE')
  expect(errorType(Object.assign(new Error('gone'), { code: 'ENOENT' }))).toBe('ENOENT')
  expect(errorType(new TypeError('x'))).toBe('TypeError')
  expect(errorType(Object.assign(new Error('x'), { code: 7 }))).toBe('Error')
  expect(errorType(Object.create(null))).toBe('_OTHER')
})

test.each(['no host at 192.0.2.7', '', 'E'.repeat(65)])(
  'what is no name of a kind of error is another: %j',
  (code) => {
    expect(errorType(Object.assign(new Error('x'), { code }))).toBe('_OTHER')
  },
)
