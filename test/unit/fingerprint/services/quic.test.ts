import fc from 'fast-check'
import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { quic } from '../../../../src/fingerprint/services/quic.ts'
import { quic as said } from '../../../fixtures/services/quic.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const hello = { address: '192.0.2.1', port: 443, tls: false, random: Math.random }

function named(sent: string | Uint8Array | undefined, received: string | Uint8Array) {
  const answer = typeof received === 'string' ? bytes(received) : received
  const asked = typeof sent === 'string' ? bytes(sent) : sent
  return recognize(answer, { transport: 'udp', probe: 'quic', ...(asked && { sent: asked }) }, [quic])
}

/** The same answer with one byte changed. */
function changed(text: string, at: number, value: number): Buffer {
  const answer = bytes(text)
  answer[at] = value
  return answer
}

it('lists the versions that a server speaks', () => {
  const { sent, received } = said['versions']!
  expect(named(sent, received)).toMatchObject({
    name: 'quic',
    confidence: 'verified',
    details: { versions: ['1', '2'] },
  })
  // A draft, one of Google's, one that nobody knows; a reserved one is left out.
  const more = Buffer.concat([bytes(received), Buffer.from('ff00001d51303530facee0022a3a4a5a', 'hex')])
  expect(named(sent, more)?.details['versions']).toEqual(['1', '2', 'draft-29', 'Q050', '0xfacee002'])
})

it('asks as long as RFC 9000 wants a first packet, in a version that is reserved', () => {
  const words = Buffer.from(quic.datagrams![0]!(hello))
  expect(words.length).toBe(1_200)
  expect(words[0]! >= 0xc0).toBe(true)
  expect(words.readUInt32BE(1) & 0x0f0f0f0f).toBe(0x0a0a0a0a)
})

it('is nothing without our connection ids, in their places', () => {
  const { sent, received } = said['versions']!
  expect(named(undefined, received)).toBeUndefined()
  expect(named(sent, changed(received, 6, 0))).toBeUndefined()
  expect(named(sent, changed(received, 16, 0))).toBeUndefined()
  // Another version than 0 is a packet of the protocol itself, which nobody asked for.
  expect(named(sent, changed(received, 4, 1))).toBeUndefined()
  expect(named(sent, sent)).toBeUndefined()
})

it('is no list that ends within a version', () => {
  const { sent, received } = said['versions']!
  for (const length of [0, 10, 22, 23, 24, 25, 26])
    expect(named(sent, received.slice(0, length))).toBeUndefined()
})

it('never throws', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), fc.uint8Array({ maxLength: 60 }), (answer, sent) => {
      named(sent, answer)
      named(undefined, answer)
    }),
  )
})
