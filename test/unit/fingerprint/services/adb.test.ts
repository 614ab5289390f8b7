import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { adb } from '../../../../src/fingerprint/services/adb.ts'
import { adb as said } from '../../../fixtures/services/adb.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const named = (text: string) => recognize(bytes(text), { transport: 'tcp', probe: 'adb' }, [adb])

it('reads what a device says that takes anybody', () => {
  expect(named(said.open)).toMatchObject({
    name: 'adb',
    os: 'Android',
    device: 'Nexus 5X',
    confidence: 'verified',
    details: {
      authRequired: false,
      state: 'device',
      product: 'bullhead',
      model: 'Nexus 5X',
      deviceName: 'bullhead',
    },
  })
})

it('says so where it wants a key', () => {
  expect(named(said.locked)?.details).toEqual({ authRequired: true })
  expect(named(said.tls)?.details).toEqual({ authRequired: true, tls: true })
})

it('is no echo, and nothing whose last field does not fit', () => {
  const sent = Buffer.from(adb.hello!({ address: '', port: 5555, tls: false, random: () => 0 }))
  expect(sent.readUInt32LE(20)).toBe((sent.readUInt32LE(0) ^ 0xffff_ffff) >>> 0)
  expect(named(sent.toString('latin1'))).toBeUndefined()
  expect(named(said.open.replace('C', 'D'))).toBeUndefined()
  expect(named(said.open.slice(0, -1))).toBeUndefined()
  expect(named(said.open.replace('device::', 'devise::'))).toBeUndefined()
  expect(adb.enough!(bytes(said.open.slice(0, 60)))).toBe(false)
  expect(adb.enough!(bytes(said.open))).toBe(true)
})
