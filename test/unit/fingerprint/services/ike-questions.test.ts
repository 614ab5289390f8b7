import { describe, expect, it } from 'vitest'
import { parseIkeMessage } from '../../../../src/fingerprint/services/ike-message.ts'
import { mainMode, saInit } from '../../../../src/fingerprint/services/ike-questions.ts'

const hello = { address: '192.0.2.1', port: 500, tls: false, random: Math.random }

describe.each([
  ['IKE_SA_INIT', saInit, { version: 2, exchange: 34, flags: 8, payloads: [33, 34, 40], group: 14 }],
  ['main mode', mainMode, { version: 1, exchange: 2, flags: 0, payloads: [1] }],
] as const)('%s', (_name, ask, expected) => {
  it('is whole, by every length in it', () => {
    expect(parseIkeMessage(ask(hello))).toMatchObject(expected)
  })

  it('has an SPI of its own each time, and none of theirs', () => {
    const [one, other] = [Buffer.from(ask(hello)), Buffer.from(ask(hello))]
    expect(one.subarray(0, 8).equals(other.subarray(0, 8))).toBe(false)
    expect(one.readBigUInt64BE(8)).toBe(0n)
    // Zeros at its start would be those that set IKE apart from ESP.
    expect(Buffer.from(ask({ ...hello, random: () => 0 })).readUInt32BE(0)).not.toBe(0)
  })

  it('has four zeros before it where ESP shares the port', () => {
    const beside = ask({ ...hello, port: 4500 })
    expect(Buffer.from(beside).readUInt32BE(0)).toBe(0)
    expect(parseIkeMessage(beside.subarray(4))).toMatchObject(expected)
  })
})

it('chains its proposals to the last one', () => {
  const sent = Buffer.from(mainMode(hello))
  // Behind the header of the payload, the domain, the situation and the header of the proposal.
  let at = 28 + 4 + 8 + 8
  let count = 1
  for (; sent[at] === 3; count++) at += sent.readUInt16BE(at + 2)
  expect([sent[at], at + sent.readUInt16BE(at + 2), count]).toEqual([0, sent.length, sent[28 + 4 + 8 + 7]])
})
