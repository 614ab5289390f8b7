import { constants } from 'node:os'
import { describe, expect, test } from 'vitest'
import { SourceAddresses } from '../../../src/native/source-address.ts'
import { addressWords } from '../../../src/threads/dial-records.ts'
import { nativeHere } from '../../support/native-here.ts'
import { systemCalls } from '../../support/system-calls.ts'

const word = (address: string): number => addressWords(address)![0]

describe.skipIf(!nativeHere)('on this machine', () => {
  test('what it speaks to itself from, asked once', () => {
    const calls = systemCalls()
    let asked = 0
    const sources = new SourceAddresses({
      ...calls,
      getsockname: (...values) => {
        asked++
        return calls.getsockname(...values)
      },
    })
    for (let round = 0; round < 3; round++) {
      expect(sources.of(word('127.0.0.1'))).toBe(word('127.0.0.1'))
      expect(sources.of(word('127.0.0.77'))).toBe(word('127.0.0.1'))
    }
    expect(asked).toBe(2)
    sources.close()
  })

  test('where there is no way, and after it', () => {
    const calls = systemCalls()
    const sources = new SourceAddresses(calls)
    // A socket may not connect to everybody.
    expect(sources.of(word('255.255.255.255'))).toBeUndefined()
    expect([constants.errno.EACCES, constants.errno.ENETUNREACH]).toContain(calls.errno())
    expect(sources.of(word('127.0.0.1'))).toBe(word('127.0.0.1'))
    sources.close()
  })
})
