import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { libvirt } from '../../../../src/fingerprint/services/libvirt.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { libvirt as said } from '../../../fixtures/services/libvirt.ts'

const hello = { address: '192.0.2.1', port: 16_509, tls: false, random: () => 0.5 }
const sent = libvirt.hello!(hello)
const named = (answer: Uint8Array) =>
  recognize(answer, { transport: 'tcp', probe: 'libvirt', sent }, [libvirt])

it('is known by our serial number, and tells how one may log in', () => {
  const answer = bytes(said.open)
  expect(named(answer)).toMatchObject({ confidence: 'structured', details: { authentication: ['none'] } })
  answer.set(sent.subarray(20, 24), 20)
  expect(named(answer)).toMatchObject({ name: 'libvirt', product: 'libvirtd', confidence: 'verified' })
})

it('reads no list whose length does not fit', () => {
  const answer = bytes(said.open)
  answer[31] = 2
  expect(named(answer)?.details).toEqual({})
})

it('is no message of another form', () => {
  for (const at of [3, 4, 15, 19]) {
    const answer = bytes(said.open)
    answer[at]! ^= 0x10
    expect([at, named(answer)]).toEqual([at, undefined])
  }
  const whole = bytes(said.open)
  for (let length = 0; length < whole.length; length++) {
    expect(named(whole.subarray(0, length))).toBeUndefined()
    expect(libvirt.enough!(whole.subarray(0, length))).toBe(false)
  }
})
