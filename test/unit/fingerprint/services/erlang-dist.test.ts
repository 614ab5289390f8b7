import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { erlangDist } from '../../../../src/fingerprint/services/erlang-dist.ts'
import { erlangDist as said } from '../../../fixtures/services/erlang-dist.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const hello = { address: '192.0.2.1', port: 25_672, tls: false, random: () => 0.5 }
const named = (text: string) =>
  recognize(bytes(text), { transport: 'tcp', probe: 'erlang-dist' }, [erlangDist])

it('starts a handshake under an invented name, whose lengths fit', () => {
  const sent = Buffer.from(erlangDist.hello!(hello))
  expect(sent.readUInt16BE(0)).toBe(sent.length - 2)
  expect(sent.readUInt16BE(15)).toBe(sent.length - 17)
  expect(sent.toString('latin1', 17)).toBe('portscan-80808080@portscan.invalid')
})

it('reads the challenge', () => {
  expect(named(said.challenge)).toMatchObject({
    product: 'Erlang Distribution Node',
    info: 'Erlang/OTP 25 or later',
    hostname: 'localhost',
    details: { status: 'ok', node: 'rabbit@localhost', flags: '0xd07df7fbd', otpFrom: 25 },
  })
  expect(named(said.older)?.details).toEqual({ status: 'ok', node: 'node@old.test', flags: '0x7fffbd' })
})

it('does with a refusal', () => {
  expect(named(said.notAllowed)?.details).toEqual({ status: 'not_allowed' })
})

it.each([
  ['a status that there is not', '\0\x03sno'],
  ['a length that does not fit', '\0\x04sok'],
  ['something behind the status', `${said.notAllowed}x`],
  ['a challenge without a name', said.challenge.replace('@', '!')],
  ['a challenge that is cut off', said.challenge.slice(0, 20)],
])('is not %s', (_what, text) => expect(named(text)).toBeUndefined())

it('waits for the challenge', () => {
  expect(erlangDist.enough!(bytes(said.challenge.slice(0, 5)))).toBe(false)
  expect(erlangDist.enough!(bytes(said.challenge))).toBe(true)
  expect(erlangDist.enough!(bytes(said.notAllowed))).toBe(true)
  expect(erlangDist.enough!(bytes('HTTP/1.1 400'))).toBe(true)
})
