import { expect, test } from 'vitest'
import { arpPing } from '../../../src/native/arp-ping.ts'
import { nativeHere } from '../../support/native-here.ts'

test('its options are checked at the call', () => {
  expect(arpPing({ timeout: 5, retries: 0 }).name).toBe('arp-ping')
  expect(() => arpPing({ timeout: 0 })).toThrow("arpPing: option 'timeout'")
  expect(() => arpPing({ ports: [1] } as never)).toThrow('expected { timeout, retries }')
})

test.skipIf(!nativeHere)('a run has it, or is told what it needs', async () => {
  await Promise.resolve(arpPing().open!()).then(
    (leave) => leave(),
    (error: Error) => expect(error.message).toContain('CAP_NET_RAW'),
  )
})
