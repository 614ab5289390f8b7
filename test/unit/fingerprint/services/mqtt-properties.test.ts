import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseProperties } from '../../../../src/fingerprint/services/mqtt-properties.ts'
import { bytes } from '../../../fixtures/services/index.ts'

it('reads every kind of property', () => {
  expect(
    parseProperties(bytes('\x11\0\0\0\x05$\x01*\0\x13\0\x3c\x16\0\x02zz&\0\x01a\0\x01b\x1f\0\x02no')),
  ).toEqual({
    sessionExpiryInterval: 5,
    maximumQos: 1,
    sharedSubscriptions: false,
    serverKeepAlive: 60,
    reason: 'no',
  })
})

it.each(['\x7f\0', '!\0', '\x1f\0\x03no', '&\0\x01a\0\x02b'])('refuses what is not whole: %j', (text) => {
  expect(parseProperties(bytes(text))).toBeUndefined()
})

it('never throws', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (some) => void parseProperties(some)))
})

it('reads at most 64 properties', () => {
  expect(parseProperties(bytes('%\x01'.repeat(64)))).toEqual({ retainAvailable: true })
  expect(parseProperties(bytes('%\x01'.repeat(65)))).toBeUndefined()
})
