import { expect, test } from 'vitest'
import { nativeProbe } from '../../../src/native/native-probe.ts'
import { checkProbeOptions, type ProbeOptions } from '../../../src/native/probe-options.ts'

test.each<ProbeOptions>([
  {},
  { workers: 1, capacity: 1, idle: 0, localAddress: '192.0.2.1' },
  { workers: 64, localAddress: '2001:db8::1' },
  { workers: undefined },
])('%j may be said', (options) => {
  expect(() => checkProbeOptions(options)).not.toThrow()
})

test.each<[ProbeOptions, string]>([
  [{ workers: 0 }, `option 'workers': expected a whole number from 1 to 64, but got 0`],
  [{ workers: 1.5 }, 'but got 1.5'],
  [{ workers: NaN }, `option 'workers'`],
  [{ capacity: 0 }, `option 'capacity'`],
  [{ capacity: 1e9 }, `option 'capacity'`],
  [{ idle: -1 }, `option 'idle'`],
  [{ localAddress: 'fe80::1%eth0' }, `option 'localAddress': expected an address without a zone`],
  [{ localAddress: 'www.example' }, `but got "www.example"`],
])('%j is refused, by name', (options, message) => {
  expect(() => checkProbeOptions(options)).toThrow(message)
  expect(() => nativeProbe(options as object)).toThrow(
    expect.objectContaining({ code: 'ERR_OPTION' }) as Error,
  )
})
