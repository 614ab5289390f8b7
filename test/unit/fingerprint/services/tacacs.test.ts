import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { tacacs } from '../../../../src/fingerprint/services/tacacs.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { tacacs as said } from '../../../fixtures/services/tacacs.ts'

const hello = { address: '192.0.2.1', port: 49, tls: false, random: () => 0.5 }
const sent = tacacs.hello!(hello)
const named = (answer: Uint8Array, context: object = { probe: 'tacacs', sent }) =>
  recognize(answer, { transport: 'tcp', ...context }, [tacacs])

it('is known by our session, whether its answer is hidden or not', () => {
  expect(named(bytes(said.plain))).toMatchObject({
    name: 'tacacs',
    confidence: 'verified',
    details: { obfuscated: false },
  })
  expect(named(bytes(said.hidden))?.details).toEqual({ obfuscated: true })
})

it('says nothing of who logs in', () => {
  expect(Buffer.from(sent).toString('hex')).toBe('c0010101808080800000000801000101' + '00000000')
})

it('is no other session, and no message whose form does not fit', () => {
  for (const [at, value] of [
    [0, 0xb0],
    [1, 2],
    [2, 1],
    [3, 2],
    [4, 0x81],
    [11, 0x11],
  ] as const) {
    const answer = bytes(said.plain)
    answer[at] = value
    expect([at, named(answer)]).toEqual([at, undefined])
  }
  for (let length = 0; length < said.plain.length; length++) {
    expect(named(bytes(said.plain.slice(0, length)))).toBeUndefined()
    expect(tacacs.enough!(bytes(said.plain.slice(0, length)))).toBe(false)
  }
  expect(tacacs.enough!(bytes(said.plain))).toBe(true)
})
