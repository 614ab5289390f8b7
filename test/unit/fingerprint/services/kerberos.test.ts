import { expect, it } from 'vitest'
import { element, integer } from '../../../../src/fingerprint/ber.ts'
import type { AnswerContext, Match } from '../../../../src/fingerprint/service-probe.ts'
import { kerberos } from '../../../../src/fingerprint/services/kerberos.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { kerberos as said } from '../../../fixtures/services/kerberos.ts'

const hello = { address: '192.0.2.1', port: 88, tls: false, random: () => 0.5 }
const context = { transport: 'tcp', probe: 'kerberos', sent: kerberos.hello!(hello) } as const
const match = (answer: string | Uint8Array, more: AnswerContext = context): Match | undefined =>
  kerberos.matchers[0]!(typeof answer === 'string' ? bytes(answer) : answer, more)

it('reads an error, and knows MIT by its words', () => {
  expect(match(said.unknown)).toMatchObject({
    name: 'kerberos',
    product: 'MIT Kerberos',
    confidence: 'verified',
    details: { error: 6, text: 'CLIENT_NOT_FOUND' },
  })
  expect(match(said.unknown)?.details?.['realm']).toBeUndefined()
  expect(match(said.unknown)?.details?.['time']).toMatch(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/)
})

it('reads the realm where it is told, and asks for it where it is not', () => {
  const other = match(said.wrongRealm)!
  expect(other.details).toEqual({ error: 68, realm: 'CORP.EXAMPLE', time: '2024-01-02T03:04:05.000Z' })
  expect(other.product).toBeUndefined()
  expect(kerberos.detail!(other, 0, hello)).toBeUndefined()
  const known = match(said.unknown)!
  const step = kerberos.detail!(known, 0, hello)!
  expect(step.merge(known, bytes(said.tooLong), context).details).toMatchObject({
    error: 6,
    realm: 'ZOO.EXAMPLE',
  })
  expect(step.merge(known, bytes(''), context)).toEqual(known)
})

it('says its own length over TCP, and nothing before the message over UDP', () => {
  const framed = Buffer.from(kerberos.hello!(hello))
  expect(framed.readUInt32BE(0)).toBe(framed.length - 4)
  expect(framed.subarray(4)).toEqual(kerberos.datagrams![0]!(hello))
})

it('takes by datagram the answer to its own question alone', () => {
  const datagram = bytes(said.unknown).subarray(4)
  const sent = kerberos.datagrams![0]!(hello)
  expect(match(datagram, { transport: 'udp', probe: 'kerberos', sent })?.confidence).toBe('verified')
  expect(match(datagram, { transport: 'udp', sent: new Uint8Array(40) })).toBeUndefined()
  expect(match(datagram, { transport: 'udp' })?.confidence).toBe('structured')
})

it('is no other message: length, tag, version and type must fit', () => {
  for (const [at, value] of [
    [3, 0xff],
    [4, 0x6b],
    [14, 4],
    [19, 10],
  ] as const) {
    const answer = bytes(said.unknown)
    answer[at] = value
    expect([at, match(answer)]).toEqual([at, undefined])
  }
  for (let length = 0; length < said.unknown.length; length += 5)
    expect(match(bytes(said.unknown).subarray(0, length))).toBeUndefined()
  expect(kerberos.enough!(bytes(said.unknown))).toBe(true)
})

it('reads which proof of identity is wanted', () => {
  const field = (tag: number, ...parts: readonly Uint8Array[]): Buffer => element(0xa0 | tag, ...parts)
  const way = (kind: Uint8Array): Buffer => element(0x30, field(1, kind), field(2, element(0x04)))
  const answer = (...kinds: readonly Uint8Array[]): Buffer => {
    const data = element(0x04, element(0x30, ...kinds.map(way)))
    const fields = [field(0, integer(5)), field(1, integer(30)), field(6, integer(25)), field(12, data)]
    const message = element(0x7e, element(0x30, ...fields))
    return Buffer.concat([Buffer.from([0, 0, 0, message.length]), message])
  }
  expect(match(answer(integer(2), integer(19), integer(2)))?.details).toEqual({
    error: 25,
    preAuthTypes: [2, 19],
  })
  expect(match(answer(integer(136), element(0x04, Buffer.from([2]))))?.details).toEqual({
    error: 25,
    preAuthTypes: [136],
  })
  expect(match(answer())?.details).toEqual({ error: 25 })
})
