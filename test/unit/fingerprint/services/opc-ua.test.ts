import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { opcUa } from '../../../../src/fingerprint/services/opc-ua.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { opcUa as said } from '../../../fixtures/services/opc-ua.ts'

const hello = { address: '2001:db8::1', port: 4840, tls: false, random: () => 0.25 }
const match = (text: string) => recognize(bytes(text), { transport: 'tcp', probe: 'opc-ua' }, [opcUa])

it('says Hello with the address as end point, in a message of the right length', () => {
  const words = Buffer.from(opcUa.hello!(hello))
  expect(words.toString('latin1')).toMatch(/^HELF.*opc\.tcp:\/\/\[2001:db8::1\]:4840$/s)
  expect(words.readUInt32LE(4)).toBe(words.length)
  expect(words.readUInt32LE(28)).toBe(words.length - 32)
})

it('reads the buffers and limits of an Acknowledge', () => {
  expect(match(said.acknowledge)).toMatchObject({
    name: 'opc-ua',
    confidence: 'verified',
    details: {
      protocolVersion: 0,
      receiveBuffer: 65_535,
      sendBuffer: 65_535,
      maxMessageSize: 4_194_304,
      maxChunkCount: 256,
    },
  })
})

it('reads an Error, with and without words', () => {
  expect(match(said.refusal)?.details).toEqual({ error: '0x807e0000', reason: 'Unexpected message type' })
  expect(match(said.withoutWords)?.details).toEqual({ error: '0x80830000' })
})

it('takes nothing whose length does not fit, and nothing cut off', () => {
  for (const text of [said.acknowledge, said.asyncua, said.refusal, said.withoutWords]) {
    for (let end = 0; end < text.length; end++) expect(match(text.slice(0, end))).toBeUndefined()
    expect(match(`${text}x`)).toBeUndefined()
  }
  // A status that is not bad is no error.
  expect(match(said.withoutWords.replace('\x83\x80', '\x83\x00'))).toBeUndefined()
})

it('is enough when the length says so', () => {
  expect(opcUa.enough!(bytes(said.acknowledge.slice(0, 27)))).toBe(false)
  expect(opcUa.enough!(bytes(said.acknowledge))).toBe(true)
})

it('asks for the end points in a channel of its own, and closes it', () => {
  const known = opcUa.matchers[0]!(bytes(said.asyncua), { transport: 'tcp', probe: 'opc-ua' })!
  const step = (number: number, text: string) =>
    opcUa.detail!(known, number, { ...hello, answer: bytes(text) })
  const words = [step(0, said.asyncua), step(1, said.opened), step(2, said.endpoints)]
  expect(words.map((one) => Buffer.from(one!.send).toString('latin1', 0, 4))).toEqual([
    'OPNF',
    'MSGF',
    'CLOF',
  ])
  expect(step(3, said.endpoints)).toBeUndefined()
  // What does not open the channel, or does not list anything, ends it.
  expect([step(1, said.refusal), step(2, said.refusal)]).toEqual([undefined, undefined])

  const merge = (text: string) =>
    words[1]!.merge(known, bytes(text), { transport: 'tcp', probe: 'opc-ua', sent: words[1]!.send })
  expect(merge(said.endpoints)).toMatchObject({
    product: 'FreeOpcUa asyncua',
    vendor: 'FreeOpcUa',
    info: 'Lab OPC UA',
    details: { ...known.details, authRequired: false, endpoints: [{ security: 'none', policy: 'None' }] },
  })
  const closed = said.endpoints.replace('anonymous\0\0\0\0', 'anonymous\x01\0\0\0')
  expect(merge(closed).details).toMatchObject({ authRequired: true })
  expect(merge(closed.slice(0, -1)).details).not.toHaveProperty('authRequired')
  expect(merge(said.refusal)).toBe(known)
})

it('asks no more of one that refuses', () => {
  const known = opcUa.matchers[1]!(bytes(said.refusal), { transport: 'tcp', probe: 'opc-ua' })!
  expect(opcUa.detail!(known, 0, { ...hello, answer: bytes(said.refusal) })).toBeUndefined()
})
