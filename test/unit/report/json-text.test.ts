import { expect, test } from 'vitest'
import { jsonText } from '../../../src/report/json-text.ts'

const parsed = (value: unknown): unknown => JSON.parse(jsonText(value))

test('what JSON has no word for is written in the nearest one', () => {
  const value = {
    big: 2n ** 64n,
    none: NaN,
    set: new Set([1]),
    map: new Map([['__proto__', 1]]),
    gone: undefined,
  }
  expect(jsonText(value)).toBe('{"big":"18446744073709551616","none":null,"set":[1],"map":{"__proto__":1}}')
  expect(jsonText(undefined)).toBe('null')
})

test('bytes are records wherever they are', () => {
  const record = { text: 'A', base64: 'QQ==', truncated: false }
  expect(parsed({ deep: [{ bytes: Buffer.from('A') }] })).toEqual({ deep: [{ bytes: record }] })
  expect(parsed(Uint8Array.of(65))).toEqual(record)
})

test('a banner was cut when its exchange has more', () => {
  const exchange = { received: Buffer.from('ABC'), truncated: false }
  const truncated = (banner: string, exchanges?: unknown[]) =>
    (parsed({ banner: Buffer.from(banner), exchanges }) as { banner: { truncated: boolean } }).banner
      .truncated
  expect(truncated('ABC', [exchange])).toBe(false)
  expect(truncated('AB', [exchange])).toBe(true)
  expect(truncated('ABC', [{ ...exchange, truncated: true }])).toBe(true)
  expect(truncated('ABC')).toBe(false)
})

test('errors of others have a name where they have no code', () => {
  expect(parsed({ error: new TypeError('no') })).toEqual({ error: { name: 'TypeError', message: 'no' } })
})

test('one line, safe to look at', () => {
  expect(jsonText('\x1b\x9b\u2028\n')).toBe('"\\u001b\\u009b\\u2028\\n"')
})
