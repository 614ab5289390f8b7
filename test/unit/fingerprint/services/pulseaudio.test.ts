import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { pulseaudio } from '../../../../src/fingerprint/services/pulseaudio.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { pulseaudio as said } from '../../../fixtures/services/pulseaudio.ts'

const hello = { address: '192.0.2.1', port: 4713, tls: false, random: () => 0.5 }
const sent = pulseaudio.hello!(hello)
const named = (answer: Uint8Array, context: object = { probe: 'pulseaudio', sent }) =>
  recognize(answer, { transport: 'tcp', ...context }, [pulseaudio])

it('is known by our tag in its refusal', () => {
  const answer = bytes(said.refused)
  expect(named(answer)).toMatchObject({ confidence: 'structured', details: { error: 1 } })
  answer.set(sent.subarray(26, 30), 26)
  expect(named(answer)).toMatchObject({ name: 'pulseaudio', confidence: 'verified' })
})

it('is no message whose form does not fit', () => {
  for (const at of [3, 4, 20, 24, 25]) {
    const answer = bytes(said.refused)
    answer[at]! ^= 0x40
    expect([at, named(answer, {})]).toEqual([at, undefined])
  }
  const whole = bytes(said.refused)
  for (let length = 0; length < whole.length; length++) {
    expect(named(whole.subarray(0, length))).toBeUndefined()
    expect(pulseaudio.enough!(whole.subarray(0, length))).toBe(false)
  }
  expect(pulseaudio.enough!(whole)).toBe(true)
})
