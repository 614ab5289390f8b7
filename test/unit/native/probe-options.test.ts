import { expect, test } from 'vitest'
import { nativeProbe, type NativeProbeOptions } from '../../../src/native/native-probe.ts'
import { synProbe } from '../../../src/native/syn-probe.ts'

test.each<NativeProbeOptions>([
  {},
  { workers: 1, capacity: 1, idle: 0, localAddress: '192.0.2.1' },
  { workers: 64, localAddress: '2001:db8::1' },
])('%j may be said', (options) => {
  expect(() => nativeProbe(options)).not.toThrow()
})

test.each<[object, string]>([
  [{ workers: 0 }, `nativeProbe: option 'workers': expected a whole number from 1 to 64, but got 0`],
  [{ workers: 1.5 }, 'but got 1.5'],
  [{ capacity: 0 }, `option 'capacity'`],
  [{ capacity: 1e9 }, `option 'capacity'`],
  [{ idle: -1 }, `option 'idle'`],
  [{ localAddress: 'fe80::1%eth0' }, `option 'localAddress': expected an address without a zone`],
  [{ localAddress: 'www.example' }, `but got "www.example"`],
  [{ threads: 2 }, `unknown option 'threads'; expected { workers, capacity, localAddress, idle }`],
])('%j is refused, by name', (options, message) => {
  expect(() => nativeProbe(options)).toThrow(message)
  expect(() => nativeProbe(options)).toThrow(expect.objectContaining({ code: 'ERR_OPTION' }) as Error)
})

test('a strategy that keeps no sockets knows no number of them', () => {
  expect(() => synProbe({ workers: 1, capacity: 8, localAddress: '192.0.2.1' })).not.toThrow()
  expect(() => synProbe({ idle: 1 } as object)).toThrow(`synProbe: unknown option 'idle'`)
})
