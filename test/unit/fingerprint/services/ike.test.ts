import fc from 'fast-check'
import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { ike } from '../../../../src/fingerprint/services/ike.ts'
import { ike as said } from '../../../fixtures/services/ike.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const hello = { address: '192.0.2.1', port: 500, tls: false, random: Math.random }

function named(sent: string | Uint8Array | undefined, received: string | Uint8Array) {
  const answer = typeof received === 'string' ? bytes(received) : received
  const asked = typeof sent === 'string' ? bytes(sent) : sent
  return recognize(answer, { transport: 'udp', probe: 'ike', ...(asked && { sent: asked }) }, [ike])
}

/** The same answer with one byte changed. */
function changed(text: string, at: number, value: number): Buffer {
  const answer = bytes(text)
  answer[at] = value
  return answer
}

/** A main mode answer of version 1 that takes a proposal, with these vendor ids. */
function mainModeWith(sent: string, ...vendorIds: readonly (string | Buffer)[]): Buffer {
  const ids = vendorIds.map((id) => (typeof id === 'string' ? Buffer.from(id, 'hex') : id))
  const payloads = [Buffer.alloc(8), ...ids].map((body, index) =>
    Buffer.concat([Buffer.from([index < ids.length ? 13 : 0, 0, 0, body.length + 4]), body]),
  )
  const header = Buffer.alloc(28)
  bytes(sent).copy(header, 0, 0, 8)
  header.set([1, 0x10, 2, 0], 16)
  const whole = Buffer.concat([header, ...payloads])
  whole.writeUInt32BE(whole.length, 24)
  return whole
}

it('knows an answer to our SPI, and what it says', () => {
  const { accepted, refused, mainMode } = said
  expect(named(accepted!.sent, accepted!.received)).toMatchObject({
    name: 'ike',
    confidence: 'verified',
    details: { version: 2, accepted: true, group: 14 },
  })
  expect(named(refused!.sent, refused!.received)?.details).toEqual({
    version: 2,
    accepted: false,
    notify: 'no-proposal-chosen',
  })
  expect(named(mainMode!.sent, mainMode!.received)?.details).toEqual({
    version: 1,
    accepted: false,
    notify: 'no-proposal-chosen',
  })
})

it('looks behind the four zeros that set it apart from ESP', () => {
  const { sent, received } = said['besideEsp']!
  expect(named(sent, received)).toMatchObject({ name: 'ike', confidence: 'verified' })
  expect(Buffer.from(ike.datagrams![0]!({ ...hello, port: 4500 })).readUInt32BE(0)).toBe(0)
  expect(Buffer.from(ike.datagrams![0]!(hello)).readUInt32BE(0)).not.toBe(0)
})

it('reads the group that is wanted instead', () => {
  const { sent, received } = said['refused']!
  const other = Buffer.concat([bytes(received), Buffer.from([0, 19])])
  other[27] = other.length
  other[31] = 10
  other[35] = 17
  expect(named(sent, other)?.details).toMatchObject({ notify: 'invalid-key-exchange', group: 19 })
})

it('names software by its vendor ids', () => {
  const { sent } = said['mainMode']!
  const windows = named(sent, mainModeWith(sent, '1e2b516905991c7d7c96fcbfb587e46100000009'))
  expect(windows).toMatchObject({ vendor: 'Microsoft', os: 'Windows', details: { vendorIds: ['Windows'] } })
  expect(
    named(sent, mainModeWith(sent, '09002689dfd6b712', '882fe56d6fd20dbc2251613b2ebe5beb')),
  ).toMatchObject({ product: 'strongSwan', details: { accepted: true, vendorIds: ['XAUTH', 'strongSwan'] } })
  expect(named(sent, mainModeWith(sent, Buffer.from('OE-Libreswan-4.10')))).toMatchObject({
    product: 'Libreswan',
    version: '4.10',
    cpe: ['cpe:2.3:a:libreswan:libreswan:4.10:*:*:*:*:*:*:*'],
  })
  expect(named(sent, mainModeWith(sent, '0102'))?.details['vendorIds']).toEqual(['0102'])
})

it('is no copy of the question, nothing of another SPI, nothing whose lengths do not fit', () => {
  const { sent, received } = said['refused']!
  expect(named(sent, sent)).toBeUndefined()
  expect(named(said['mainMode']!.sent, said['mainMode']!.sent)).toBeUndefined()
  expect(named(sent, changed(received, 0, 0))).toBeUndefined()
  // The flag of an answer, the kind of exchange, the length of the payload, its end.
  for (const [at, value] of [
    [19, 0x08],
    [18, 36],
    [27, 35],
    [31, 7],
    [28, 41],
  ] as const)
    expect([at, named(sent, changed(received, at, value))]).toEqual([at, undefined])
})

it('asks in lengths that fit', () => {
  for (const words of ike.datagrams!) {
    const sent = Buffer.from(words(hello))
    expect(sent.readUInt32BE(24)).toBe(sent.length)
    let [at, kind] = [28, sent[16]!]
    while (kind !== 0) [at, kind] = [at + sent.readUInt16BE(at + 2), sent[at]!]
    expect(at).toBe(sent.length)
  }
})

it('takes no part of an answer for a whole one, and nothing over TCP', () => {
  for (const { sent, received } of Object.values(said)) {
    for (let length = 0; length < received.length; length++)
      expect([length, named(sent, received.slice(0, length))]).toEqual([length, undefined])
    const context = { transport: 'tcp' as const, probe: 'ike', sent: bytes(sent) }
    expect(recognize(bytes(received), context, [ike])).toBeUndefined()
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
