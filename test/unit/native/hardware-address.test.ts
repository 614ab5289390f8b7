import { expect, test } from 'vitest'
import {
  hardwareAddress,
  hardwareAddressText,
  parseHardwareAddress,
} from '../../../src/native/hardware-address.ts'

test('six bytes are read and written', () => {
  const mac = parseHardwareAddress('00:00:5E:00:53:01')!
  expect(mac).toEqual([0, 0, 0x5e, 0, 0x53, 1])
  expect(hardwareAddressText(mac)).toBe('00:00:5e:00:53:01')
  expect(hardwareAddress(new Uint8Array([9, ...mac, 9]), 1)).toEqual(mac)
})

test.each([
  '00:00:00:00:00:00',
  'ff:ff:ff:ff:ff:ff',
  '01:00:5e:00:00:01',
  '00:00:5e:00:53',
  '',
  '00-00-5e-00-53-01',
])('no interface has %j', (text) => {
  expect(parseHardwareAddress(text)).toBeUndefined()
})

test('too few bytes are none', () => {
  expect(hardwareAddress(new Uint8Array([2, 3, 4, 5, 6]), 0)).toBeUndefined()
})
