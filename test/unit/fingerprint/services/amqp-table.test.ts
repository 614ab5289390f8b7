import { expect, it } from 'vitest'
import { longBytes, parseTable } from '../../../../src/fingerprint/services/amqp-table.ts'
import { bytes } from '../../../fixtures/services/index.ts'

it('reads bytes behind their length, if they are all there', () => {
  expect([...longBytes(bytes('x\0\0\0\x02ab'), 1)!]).toEqual([0x61, 0x62])
  expect(longBytes(bytes('\0\0\0\x03ab'), 0)).toBeUndefined()
  expect(longBytes(bytes('\0\0\0'), 0)).toBeUndefined()
})

it('reads tables of every kind, to a bounded depth and length', () => {
  const table = parseTable(
    bytes('\x01as\0\x01\x01bV\x01cx\0\0\0\x02zz\x01dD\0\0\0\0\0\x01et\0\x01fS\0\0\0\x01!'),
  )
  expect([...table!]).toEqual([
    ['e', false],
    ['f', '!'],
  ])
  expect(parseTable(bytes('\x01a?'))).toBeUndefined()
  expect(parseTable(bytes('\x01aS\0\0\0\x09!'))).toBeUndefined()
  expect(parseTable(bytes(Array.from({ length: 65 }, (_, i) => `\x02${10 + i}V`).join('')))?.size).toBe(0)
  const nested = (inner: string): string => `\x01aF\0\0\0${String.fromCharCode(inner.length)}${inner}`
  let deep = ''
  for (let depth = 0; depth < 8; depth++) deep = nested(deep)
  expect(() => parseTable(bytes(deep))).not.toThrow()
})
