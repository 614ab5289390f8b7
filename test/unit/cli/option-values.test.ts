import { InvalidArgumentError } from 'commander'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as values from '../../../src/cli/option-values.ts'

test('whole numbers in their bounds', () => {
  const read = values.wholeNumber(1, 65535, '80')
  expect([read('1'), read('65535'), read('080')]).toEqual([1, 65535, 80])
  for (const text of ['0', '65536', '-1', '1.5', '1e3', '0x10', '', ' 1', 'x']) {
    expect(() => read(text), text).toThrow('Expected a whole number from 1 to 65535, such as 80.')
  }
})

test('numbers above 0', () => {
  const read = values.positiveNumber('1000')
  expect([read('0.5'), read('1000')]).toEqual([0.5, 1000])
  for (const text of ['0', '-1', 'Infinity', '9'.repeat(400), '1k', ''])
    expect(() => read(text), text).toThrow(InvalidArgumentError)
})

test('durations are milliseconds unless a unit says otherwise', () => {
  expect(['200', '200ms', '1.5s', '2m', '1h'].map(values.duration)).toEqual([
    200, 200, 1500, 120_000, 3_600_000,
  ])
  for (const text of ['0', '', 's', '-1', '1d', '1 s', '600h', '1e3']) {
    expect(() => values.duration(text), text).toThrow(InvalidArgumentError)
  }
})

test('timing by number and by name', () => {
  expect(['0', '5', 'Polite'].map(values.timing)).toEqual(['paranoid', 'insane', 'polite'])
  for (const text of ['6', '-1', '33', 'fast', ''])
    expect(() => values.timing(text), text).toThrow(InvalidArgumentError)
})

test('shards count from 1', () => {
  expect(values.shard('1/3')).toEqual({ index: 0, count: 3 })
  expect(values.shard('3/3')).toEqual({ index: 2, count: 3 })
  for (const text of ['0/3', '4/3', '1', '1/0', 'a/b', '1/3/4'])
    expect(() => values.shard(text), text).toThrow('such as 1/3')
})

test('states', () => {
  expect(values.states('all')).toBe('all')
  expect(values.states('open, filtered')).toEqual(['open', 'filtered'])
  for (const text of ['', ',', 'opened', 'all,open']) {
    expect(() => values.states(text), text).toThrow(InvalidArgumentError)
  }
})

test('lists add up over several uses', () => {
  expect(values.listed('a, b', values.listed('c'))).toEqual(['c', 'a', 'b'])
  expect(() => values.listed(' , ')).toThrow(InvalidArgumentError)
  expect(values.repeated('b,c', values.repeated('a'))).toEqual(['a', 'b,c'])
})

test('one of a few', () => {
  expect(values.oneOf(['a', 'b'])('b')).toBe('b')
  expect(() => values.oneOf(['a', 'b'])('toString')).toThrow('Expected one of a, b.')
})

test('no text makes a reader give anything but a fitting value or its own error', () => {
  const readers = [values.wholeNumber(1, 9, '1'), values.positiveNumber('1'), values.duration]
  fc.assert(
    fc.property(fc.string(), fc.constantFrom(...readers), (text, read) => {
      try {
        const value = read(text)
        return Number.isFinite(value) && value > 0
      } catch (error) {
        return error instanceof InvalidArgumentError
      }
    }),
  )
})
