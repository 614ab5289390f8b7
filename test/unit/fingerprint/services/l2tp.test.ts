import fc from 'fast-check'
import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { l2tp } from '../../../../src/fingerprint/services/l2tp.ts'
import { l2tp as said } from '../../../fixtures/services/l2tp.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const hello = { address: '192.0.2.1', port: 1701, tls: false, random: Math.random }

function named(sent: string | Uint8Array | undefined, received: string | Uint8Array) {
  const answer = typeof received === 'string' ? bytes(received) : received
  const asked = typeof sent === 'string' ? bytes(sent) : sent
  return recognize(answer, { transport: 'udp', probe: 'l2tp', ...(asked && { sent: asked }) }, [l2tp])
}

/** The same answer with one byte changed. */
function changed(text: string, at: number, value: number): Buffer {
  const answer = bytes(text)
  answer[at] = value
  return answer
}

it('reads who answers, for the tunnel that we numbered', () => {
  const { sent, received } = said['reply']!
  expect(named(sent, received)).toMatchObject({
    name: 'l2tp',
    product: 'xl2tpd',
    hostname: 'gateway.example',
    confidence: 'verified',
    details: { answer: 'reply', vendorName: 'xelerance.com', firmware: 0x0690 },
  })
  const unasked = named(undefined, received)
  expect([unasked?.confidence, unasked?.details['tunnel']]).toEqual(['structured', undefined])
})

it('knows the bare acknowledgement, and other makers', () => {
  const { sent, received } = said['reply']!
  const ours = received.slice(4, 6)
  expect(named(sent, `\xc8\x02\0\x0c${ours}\0\0\0\0\0\x01`)?.details).toEqual({ answer: 'acknowledgement' })
  expect(named(undefined, `\xc8\x02\0\x0c${ours}\0\0\0\0\0\x01`)).toBeUndefined()
  const mikrotik = received.replace('xelerance.com', 'MikroTik\0\0\0\0\0')
  expect(named(sent, mikrotik)).toMatchObject({ product: 'RouterOS' })
  expect(named(sent, received.replace('xelerance.com', 'Cisco Systems'))).toMatchObject({
    vendor: 'Cisco Systems',
  })
})

it('ends the tunnel that it began, with the numbers of both sides', () => {
  const { sent, received } = said['reply']!
  const match = named(sent, received)!
  const step = l2tp.datagramDetail!(match as never, 0, hello)!
  const words = Buffer.from(step.send)
  const { ours, theirs } = match.details['tunnel'] as { ours: number; theirs: number }
  expect([words.readUInt16BE(2), words.readUInt16BE(4)]).toEqual([words.length, theirs])
  expect(words.readUInt16BE(26)).toBe(ours)
  expect(step.merge(match as never, new Uint8Array(3), { transport: 'udp' })).toBe(match)
  expect(l2tp.datagramDetail!(match as never, 1, hello)).toBeUndefined()
})

it('is nothing for another tunnel, nor where the lengths do not add up', () => {
  const { sent, received } = said['reply']!
  expect(named(sent, changed(received, 5, 0))).toBeUndefined()
  expect(named(sent, changed(received, 13, 9))).toBeUndefined()
  expect(named(sent, changed(received, 19, 1))).toBeUndefined()
  expect(named(sent, sent)).toBeUndefined()
})

it('takes no part of an answer for a whole one, and nothing over TCP', () => {
  for (const { sent, received } of Object.values(said)) {
    for (let length = 0; length < received.length; length++)
      expect([length, named(sent, received.slice(0, length))]).toEqual([length, undefined])
    const context = { transport: 'tcp' as const, probe: 'l2tp', sent: bytes(sent) }
    expect(recognize(bytes(received), context, [l2tp])).toBeUndefined()
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
