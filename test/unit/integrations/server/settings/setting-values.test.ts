import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  duration,
  expected,
  listed,
  listenAt,
  oneOf,
  someOf,
  url,
  wholeNumber,
  yesOrNo,
} from '../../../../../src/integrations/server/settings/setting-values.ts'

test('numbers, times, choices, lists', () => {
  expect(wholeNumber(0, 5)('5')).toBe(5)
  expect(duration(10, 60_000)('1m')).toBe(60_000)
  expect(yesOrNo('Yes')).toBe(true)
  expect(yesOrNo('0')).toBe(false)
  expect(oneOf(['a', 'b'])('b')).toBe('b')
  expect(someOf(['a', 'b'])('b, a')).toEqual(['b', 'a'])
  expect(listed('a, b\nc')).toEqual(['a', 'b', 'c'])
  expect(expected('x').message).toBe('expected x')
})

test.each(['', '6', '-1', '1e1', ' 1', '1.5'])('%j is no whole number from 0 to 5', (text) => {
  expect(() => wholeNumber(0, 5)(text)).toThrow('from 0 to 5')
})

test.each(['', '5', '1ms', '2m', '1 s'])('%j is no time from 10 ms to 60 s', (text) => {
  expect(() => duration(10, 60_000)(text)).toThrow('such as 30s')
})

test('twice the same is not some of them', () => {
  expect(() => someOf(['a', 'b'])('a,a')).toThrow('each once')
  expect(() => someOf(['a', 'b'])('')).toThrow('each once')
})

test('URLs', () => {
  expect(url('postgres:')('postgres://u@h/d')).toBe('postgres://u@h/d')
  for (const text of ['h', 'postgres:', 'http://h', 'postgres://']) {
    expect(() => url('postgres:')(text)).toThrow('a URL such as postgres://')
  }
})

test('addresses to listen on', () => {
  expect(listenAt('[::1]:0')).toEqual({ host: '::1', port: 0 })
  expect(listenAt(':80')).toEqual({ host: '', port: 80 })
  expect(() => listenAt('::1:80')).toThrow('[::]:8080')
  expect(() => listenAt('a:65536')).toThrow('such as')
})

test('any text is read or refused', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      for (const read of [
        listenAt,
        url('redis:'),
        duration(1, 9),
        wholeNumber(1, 9),
        yesOrNo,
        oneOf(['a']),
      ]) {
        try {
          read(text)
        } catch (error) {
          expect(error).toMatchObject({ message: expect.stringMatching(/^expected /) as unknown })
        }
      }
    }),
  )
})
