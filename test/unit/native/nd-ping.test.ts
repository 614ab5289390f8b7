import { expect, test } from 'vitest'
import { ndPing } from '../../../src/native/nd-ping.ts'
import { nativeHere } from '../../support/native-here.ts'

test('its options are checked at the call', () => {
  expect(ndPing({ timeout: 5, retries: 0 }).name).toBe('nd-ping')
  expect(() => ndPing({ timeout: 0 })).toThrow("ndPing: option 'timeout'")
  expect(() => ndPing({ ports: [1] } as never)).toThrow('expected { timeout, retries }')
})

test.skipIf(!nativeHere)('a run has it, or is told what it needs', async () => {
  await Promise.resolve(ndPing().open!()).then(
    (leave) => leave(),
    (error: Error) => expect(error.message).toContain('CAP_NET_RAW'),
  )
})
