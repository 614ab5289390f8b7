import fc from 'fast-check'
import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { tftp } from '../../../../src/fingerprint/services/tftp.ts'
import { tftp as said } from '../../../fixtures/services/tftp.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const hello = { address: '192.0.2.1', port: 69, tls: false, random: Math.random }

function named(sent: string | Uint8Array | undefined, received: string | Uint8Array) {
  const answer = typeof received === 'string' ? bytes(received) : received
  const asked = typeof sent === 'string' ? bytes(sent) : sent
  return recognize(answer, { transport: 'udp', probe: 'tftp', ...(asked && { sent: asked }) }, [tftp])
}

/** The same answer with one byte changed. */
function changed(text: string, at: number, value: number): Buffer {
  const answer = bytes(text)
  answer[at] = value
  return answer
}

it('knows an error by its form, and some servers by their words', () => {
  const { sent, received } = said['hpa']!
  expect(named(sent, received)).toMatchObject({
    name: 'tftp',
    product: 'tftpd-hpa',
    confidence: 'structured',
    details: { error: 4, text: 'Unknown mode' },
  })
  expect(named(said['dnsmasq']!.sent, said['dnsmasq']!.received)).toMatchObject({
    product: 'dnsmasq',
    cpe: ['cpe:2.3:a:thekelleys:dnsmasq:*:*:*:*:*:*:*:*'],
  })
  const atftpd = named(said['atftpd']!.sent, said['atftpd']!.received)
  expect(atftpd).toMatchObject({ name: 'tftp', details: { error: 1, text: 'File not found' } })
  expect(atftpd?.product).toBeUndefined()
})

it('is sure where the name comes back', () => {
  const { sent, received } = said['dnsmasqName']!
  expect(named(sent, received)).toMatchObject({ product: 'dnsmasq', confidence: 'verified' })
  const other = said['absent']!.sent
  expect(named(other, received)?.confidence).toBe('structured')
})

it('asks for a name that nobody has, never the same', () => {
  for (const words of tftp.datagrams!) {
    const [one, other] = [words(hello), words(hello)].map((sent) => Buffer.from(sent).toString('latin1'))
    expect(one).toMatch(/^\0\x01[\da-f]{16}\0(?:none|octet)\0$/) // eslint-disable-line no-control-regex
    expect(one).not.toBe(other)
  }
})

it('is no other opcode, no code that there is not, no text with more behind it', () => {
  const { sent, received } = said['hpa']!
  expect(named(sent, changed(received, 1, 3))).toBeUndefined()
  expect(named(sent, changed(received, 3, 9))).toBeUndefined()
  expect(named(sent, changed(received, 6, 0))).toBeUndefined()
  expect(named(sent, changed(received, 6, 0x1b))).toBeUndefined()
  expect(named(sent, `${received}x`)).toBeUndefined()
  // The one question that is no question.
  expect(named(undefined, '\0\x05\0\0\0')).toBeUndefined()
})

it('takes no part of an answer for a whole one, and nothing over TCP', () => {
  for (const { sent, received } of Object.values(said)) {
    for (let length = 0; length < received.length; length++)
      expect([length, named(sent, received.slice(0, length))]).toEqual([length, undefined])
    const context = { transport: 'tcp' as const, probe: 'tftp', sent: bytes(sent) }
    expect(recognize(bytes(received), context, [tftp])).toBeUndefined()
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
