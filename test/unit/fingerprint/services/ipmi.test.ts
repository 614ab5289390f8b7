import fc from 'fast-check'
import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { ipmi } from '../../../../src/fingerprint/services/ipmi.ts'
import { ipmi as said } from '../../../fixtures/services/ipmi.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const hello = { address: '192.0.2.1', port: 623, tls: false, random: Math.random }

function named(sent: string | Uint8Array | undefined, received: string | Uint8Array) {
  const answer = typeof received === 'string' ? bytes(received) : received
  const asked = typeof sent === 'string' ? bytes(sent) : sent
  return recognize(answer, { transport: 'udp', probe: 'ipmi', ...(asked && { sent: asked }) }, [ipmi])
}

/** The same answer with one byte changed. */
function changed(text: string, at: number, value: number): Buffer {
  const answer = bytes(text)
  answer[at] = value
  return answer
}

it('reads what a controller takes as proof', () => {
  const { sent, received } = said['capabilities']!
  expect(named(sent, received)).toMatchObject({
    name: 'ipmi',
    confidence: 'verified',
    details: {
      versions: ['1.5', '2.0'],
      authTypes: ['none', 'md2', 'md5', 'password'],
      anonymousLogin: false,
    },
  })
})

it('knows the maker by its number', () => {
  const { sent, received } = said['capabilities']!
  const answer = bytes(received)
  // Supermicro, and the checksum of that.
  answer.set([0x7c, 0x2a, 0], 25)
  answer[29] = 0x100 - (answer.subarray(17, 29).reduce((sum, byte) => sum + byte, 0) & 0xff)
  expect(named(sent, answer)).toMatchObject({ vendor: 'Supermicro', details: { enterprise: 10_876 } })
})

it('knows a pong, of one that speaks ASF alone too', () => {
  const { sent, received } = said['pong']!
  expect(named(sent, received)).toMatchObject({ name: 'ipmi', confidence: 'verified' })
  expect(named(sent, changed(received, 20, 0x01))?.name).toBe('asf-rmcp')
  expect(named(sent, changed(received, 9, 0x11))).toBeUndefined()
})

it('refuses other sequence numbers, wrong checksums, and answers to what was not asked', () => {
  const { sent, received } = said['capabilities']!
  for (let at = 14; at < 30; at++) {
    const other = bytes(received)
    other[at]! ^= 0x04
    expect([at, named(sent, other)]).toEqual([at, undefined])
  }
  expect(named(said['pong']!.sent, received)).toBeUndefined()
  expect(named(sent, sent)).toBeUndefined()
})

it('sends what the checksums of its own fit to', () => {
  const words = ipmi.datagrams![0]!(hello)
  const sum = (from: number, to?: number) =>
    words.subarray(from, to).reduce((all, byte) => all + byte, 0) & 0xff
  expect([sum(14, 17), sum(17)]).toEqual([0, 0])
})

it('takes no part of an answer for a whole one, and nothing over TCP', () => {
  for (const { sent, received } of Object.values(said)) {
    for (let length = 0; length < received.length; length++)
      expect([length, named(sent, received.slice(0, length))]).toEqual([length, undefined])
    const context = { transport: 'tcp' as const, probe: 'ipmi', sent: bytes(sent) }
    expect(recognize(bytes(received), context, [ipmi])).toBeUndefined()
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
