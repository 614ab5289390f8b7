import { createRequire } from 'node:module'
import { constants } from 'node:os'
import { describe, expect, test } from 'vitest'
import { bindSystemCalls } from '../../../src/native/system-calls.ts'
import { nativeHere } from '../../support/native-here.ts'

describe.skipIf(!nativeHere)('on this machine', () => {
  const calls = nativeHere ? bindSystemCalls(createRequire(import.meta.url).resolve('koffi')) : undefined

  test('a call that fails says why', () => {
    expect(calls!.close(-1)).toBe(-1)
    expect(calls!.errno()).toBe(constants.errno.EBADF)
  })

  test('bytes are read into what is handed over, and no further', () => {
    const bell = calls!.eventfd(5, 0o4000)
    const bytes = new Uint8Array(16).fill(0xa5)
    expect(calls!.read(bell, bytes, 8)).toBe(8)
    expect([...bytes.subarray(8)]).toEqual(Array(8).fill(0xa5))
    expect(new DataView(bytes.buffer).getBigUint64(0, true)).toBe(5n)
    expect(calls!.read(bell, bytes, 8)).toBe(-1)
    expect(calls!.errno()).toBe(constants.errno.EAGAIN)
    calls!.close(bell)
  })
})

test('where koffi is not, that is thrown', () => {
  expect(() => bindSystemCalls('/nowhere/koffi.js')).toThrow('koffi')
})
