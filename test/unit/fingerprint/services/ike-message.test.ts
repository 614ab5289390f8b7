import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseIkeMessage, withoutMarker } from '../../../../src/fingerprint/services/ike-message.ts'
import { ike as said } from '../../../fixtures/services/ike.ts'
import { bytes } from '../../../fixtures/services/index.ts'

it('reads the payloads of both versions', () => {
  expect(parseIkeMessage(bytes(said['accepted']!.received))).toMatchObject({
    version: 2,
    exchange: 34,
    flags: 0x20,
    // SA, key exchange, nonce, notifications.
    payloads: [33, 34, 40, 41, 41],
    notify: { type: 16_418 },
    group: 14,
    vendorIds: [],
  })
  expect(parseIkeMessage(bytes(said['mainMode']!.received))).toMatchObject({
    version: 1,
    exchange: 5,
    payloads: [11],
    notify: { type: 14 },
  })
  expect(parseIkeMessage(bytes(said['mainMode']!.sent))).toMatchObject({
    version: 1,
    exchange: 2,
    payloads: [1],
  })
})

it('takes off four zeros, and nothing else', () => {
  const [beside, alone] = [bytes(said['besideEsp']!.received), bytes(said['refused']!.received)]
  expect(withoutMarker(beside)).toEqual(beside.subarray(4))
  expect(withoutMarker(alone)).toEqual(alone)
  expect(withoutMarker(Buffer.alloc(4))).toEqual(Buffer.alloc(4))
  expect(parseIkeMessage(beside)).toBeUndefined()
})

it('refuses lengths that do not fit, and chains without an end', () => {
  const whole = bytes(said['refused']!.received)
  expect(parseIkeMessage(Buffer.concat([whole, Buffer.alloc(1)]))).toBeUndefined()
  for (const [at, value] of [
    [17, 0x30],
    [31, 3],
    [31, 9],
    [28, 41],
  ] as const) {
    const other = Buffer.from(whole)
    other[at] = value
    expect([at, parseIkeMessage(other)]).toEqual([at, undefined])
  }
  const endless = Buffer.alloc(28 + 4 * 40)
  endless.set([41, 0x20, 34, 0x20], 16)
  endless.writeUInt32BE(endless.length, 24)
  for (let at = 28; at < endless.length; at += 4) endless.set([41, 0, 0, 4], at)
  expect(parseIkeMessage(endless)).toBeUndefined()
})

it('never throws', () => {
  const { received } = said['accepted']!
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(received.length - 1), fc.nat(255)), { maxLength: 6 }), (changes) => {
      const answer = bytes(received)
      for (const [at, value] of changes) answer[at] = value
      parseIkeMessage(answer)
      parseIkeMessage(answer.subarray(0, changes[0]?.[0]))
    }),
  )
})
