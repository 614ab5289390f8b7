import fc from 'fast-check'
import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { radius } from '../../../../src/fingerprint/services/radius.ts'
import { radius as said } from '../../../fixtures/services/radius.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const hello = { address: '192.0.2.1', port: 1812, tls: false, random: Math.random }

function named(sent: string | Uint8Array | undefined, received: string | Uint8Array) {
  const answer = typeof received === 'string' ? bytes(received) : received
  const asked = typeof sent === 'string' ? bytes(sent) : sent
  return recognize(answer, { transport: 'udp', probe: 'radius', ...(asked && { sent: asked }) }, [radius])
}

/** The same answer with one byte changed. */
function changed(text: string, at: number, value: number): Buffer {
  const answer = bytes(text)
  answer[at] = value
  return answer
}

it('knows an answer with our id', () => {
  const { sent, received } = said['accept']!
  expect(named(sent, received)).toMatchObject({
    name: 'radius',
    confidence: 'verified',
    details: { code: 2, message: 'I am here' },
  })
})

it('asks whether anybody is there, and for nothing else', () => {
  const words = Buffer.from(radius.datagrams![0]!(hello))
  expect([words[0], words.readUInt16BE(2), words[20], words[21]]).toEqual([12, words.length, 80, 18])
})

it('is no question, no other id, no attributes that do not add up', () => {
  const { sent, received } = said['accept']!
  expect(named(sent, sent)).toBeUndefined()
  expect(named(undefined, received)).toBeUndefined()
  expect(named(sent, changed(received, 1, 0x42))).toBeUndefined()
  expect(named(sent, changed(received, 0, 1))).toBeUndefined()
  for (const length of [0, 1, 10, 12]) expect(named(sent, changed(received, 21, length))).toBeUndefined()
})

it('takes no part of an answer for a whole one, and nothing over TCP', () => {
  for (const { sent, received } of Object.values(said)) {
    for (let length = 0; length < received.length; length++)
      expect([length, named(sent, received.slice(0, length))]).toEqual([length, undefined])
    const context = { transport: 'tcp' as const, probe: 'radius', sent: bytes(sent) }
    expect(recognize(bytes(received), context, [radius])).toBeUndefined()
  }
})

it('never throws', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), fc.uint8Array({ maxLength: 60 }), (answer, sent) => {
      named(sent, answer)
      named(undefined, answer)
    }),
  )
})
