import { expect, test } from 'vitest'
import { checkPingOptions } from '../../../src/native/ping-options.ts'

test('what is right passes', () => {
  expect(() => checkPingOptions('arpPing', {})).not.toThrow()
  expect(() => checkPingOptions('arpPing', { timeout: 0.5, retries: 0 })).not.toThrow()
})

test.each([
  [{ timeout: 0 }, 'timeout', "option 'timeout': expected milliseconds, above 0 to 3600000, but got 0"],
  [{ timeout: NaN }, 'timeout', 'but got NaN'],
  [{ retries: 1.5 }, 'retries', "option 'retries': expected a whole number from 0 to 100, but got 1.5"],
  [{ retries: 101 }, 'retries', 'but got 101'],
  [{ tries: 3 }, 'tries', "unknown option 'tries'; expected { timeout, retries }"],
])('%j throws at the call', (given, input, message) => {
  expect(() => checkPingOptions('arpPing', given)).toThrow(
    expect.objectContaining({
      code: 'ERR_OPTION',
      input,
      message: expect.stringContaining(message) as string,
    }),
  )
})
