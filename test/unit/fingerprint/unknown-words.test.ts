import { describe, expect, test } from 'vitest'
import {
  isSame,
  KEPT_OF_UNKNOWN,
  shortened,
  withoutLongWords,
  withShortWords,
} from '../../../src/fingerprint/unknown-words.ts'
import type { Exchange, PortResult } from '../../../src/model/result.ts'

const exchange = (received: Uint8Array): Exchange => ({
  probe: 'http',
  sent: new Uint8Array(1),
  received,
  truncated: false,
  end: 'data',
  rtt: 1,
})
const long = new Uint8Array(16_384).fill(120)
const short = Buffer.from('what is this')

describe('words that nobody knows', () => {
  test('are kept in part, in memory of their own', () => {
    expect(shortened(long)).toEqual(long.slice(0, KEPT_OF_UNKNOWN))
    expect(shortened(long).buffer.byteLength).toBe(KEPT_OF_UNKNOWN)
    expect(shortened(Buffer.alloc(16_384)).buffer.byteLength).toBe(KEPT_OF_UNKNOWN)
    expect(shortened(short)).toBe(short)
  })

  test('are told as truncated where they are', () => {
    expect(withShortWords(exchange(long))).toMatchObject({ received: shortened(long), truncated: true })
    expect(withShortWords(exchange(short))).toEqual(exchange(short))
    expect(withShortWords({ ...exchange(short), truncated: true }).truncated).toBe(true)
  })

  test('are known again by what is kept of them', () => {
    expect(isSame(shortened(long), long)).toBe(true)
    expect(isSame(shortened(long), long.slice(0, KEPT_OF_UNKNOWN - 1))).toBe(false)
    expect(isSame(shortened(long), new Uint8Array(16_384))).toBe(false)
    expect(isSame(short, Buffer.from(short))).toBe(true)
    expect(isSame(short, Buffer.concat([short, short]))).toBe(false)
  })

  test('are kept in part of what the scan has heard, its banner too', () => {
    const result = { kind: 'port', exchanges: [exchange(short), exchange(long)], banner: long }
    const kept = withoutLongWords(result as unknown as PortResult)
    expect(kept.exchanges!.map(({ received, truncated }) => [received.length, truncated])).toEqual([
      [short.length, false],
      [KEPT_OF_UNKNOWN, true],
    ])
    expect(kept.banner).toHaveLength(KEPT_OF_UNKNOWN)
    const few = { kind: 'port', exchanges: [exchange(short)] } as unknown as PortResult
    expect(withoutLongWords(few)).toBe(few)
  })
})
