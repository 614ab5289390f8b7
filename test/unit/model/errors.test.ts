import { expect, test } from 'vitest'
import { ScanError } from '../../../src/model/errors.ts'

test('has a stable code, a text, and the facts that were given', () => {
  const error = new ScanError('ERR_TARGET', 'what is wrong', { input: '10.0.0.300', position: 7 })
  expect(error).toBeInstanceOf(Error)
  expect(error.name).toBe('ScanError')
  expect(error.message).toBe('what is wrong')
  expect({ ...error }).toMatchObject({ code: 'ERR_TARGET', input: '10.0.0.300', position: 7 })
  expect(error.stack).toContain('errors.test.ts')
})

test('facts that were not given are absent, not undefined', () => {
  const error = new ScanError('ERR_STATE', 'claimed twice')
  expect(Object.keys(error).toSorted()).toEqual(['code', 'name'])
  expect('cause' in error).toBe(false)
})

test('keeps the cause, whatever it is', () => {
  for (const cause of [new Error('behind'), { code: 'EMFILE' }, 'text', undefined]) {
    const error = new ScanError('ERR_RESOURCE', 'no room', { cause })
    expect('cause' in error).toBe(true)
    expect(error.cause).toBe(cause)
  }
})

test('a position of 0 is a position', () => {
  expect(new ScanError('ERR_TARGET', 'at the start', { input: '', position: 0 })).toMatchObject({
    input: '',
    position: 0,
  })
})

test('instanceof holds across two copies of the library, and for nothing else', () => {
  const ofAnotherCopy = Object.defineProperty(new Error('x'), Symbol.for('portscan-core.error'), {
    value: true,
  })
  expect(ofAnotherCopy instanceof ScanError).toBe(true)
  for (const other of [new Error('x'), {}, null, undefined, 'ScanError', Object.create(null)]) {
    expect((other as unknown) instanceof ScanError).toBe(false)
  }
})

test('the brand does not show when an error is printed or turned into JSON', () => {
  const error = new ScanError('ERR_TIMEOUT', 'late')
  expect(JSON.parse(JSON.stringify(error))).toEqual({ code: 'ERR_TIMEOUT', name: 'ScanError' })
})
