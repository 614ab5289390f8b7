import { expect, test } from 'vitest'
import { checkOptions } from '../../../src/native/option-rules.ts'
import { pingFromRules, pingRules } from '../../../src/native/ping-options.ts'

test('what is right passes', () => {
  expect(() => checkOptions('arpPing', { timeout: 0.5, retries: 0 }, pingRules)).not.toThrow()
  for (const localAddress of ['192.0.2.1', '2001:db8::1', 'fe80::1%eth0']) {
    expect(() => checkOptions('icmpPing', { localAddress }, pingFromRules)).not.toThrow()
  }
})

test.each([
  [{ timeout: 0 }, "option 'timeout': expected milliseconds, above 0 to 3600000, but got 0"],
  [{ timeout: NaN }, 'but got NaN'],
  [{ timeout: '5' }, 'but got "5"'],
  [{ retries: 101 }, "option 'retries': expected a whole number from 0 to 100, but got 101"],
  [{ localAddress: 'www.example' }, `option 'localAddress': expected an address of this machine`],
])('%j throws', (given, message) => {
  expect(() => checkOptions('icmpPing', given, pingFromRules)).toThrow(message)
})

test('only where it says so an address of this machine is known', () => {
  expect(() => checkOptions('arpPing', { localAddress: '192.0.2.1' }, pingRules)).toThrow('unknown option')
})
