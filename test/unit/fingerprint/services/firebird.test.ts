import { expect, it } from 'vitest'
import type { AnswerContext, Match } from '../../../../src/fingerprint/service-probe.ts'
import { firebird } from '../../../../src/fingerprint/services/firebird.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { firebird as said } from '../../../fixtures/services/firebird.ts'

const hello = { address: '192.0.2.1', port: firebird.ports[0]!, tls: false, random: () => 0.5 }
const sent = firebird.hello!(hello)
const context: AnswerContext = { transport: 'tcp', probe: 'firebird', sent }
const match = (text: string | Uint8Array, more: AnswerContext = context): Match | undefined =>
  firebird.matchers[0]!(typeof text === 'string' ? bytes(text) : text, more)

it.each([
  [said.v25, 12, 'Firebird 2.5', false],
  [said.v3, 15, 'Firebird 3.0', true],
  [said.v4, 16, 'Firebird 4.0', true],
])('reads the protocol that it chose: %#', (text, protocol, info, authRequired) => {
  expect(match(text)).toMatchObject({
    name: 'firebird',
    product: 'Firebird',
    info,
    details: { protocol, authRequired },
    confidence: 'verified',
  })
})

it('takes only what was offered, and a refusal only as an answer', () => {
  expect(match(said.v25.replace('\x80\x0c', '\x80\x63'))).toBeUndefined()
  expect(match(said.reject)).toMatchObject({ name: 'firebird', confidence: 'structured' })
  expect(match(said.reject, { transport: 'tcp', probe: 'http' })).toBeUndefined()
  expect(firebird.enough!(bytes(said.reject))).toBe(true)
})

it('knows one that wants more of the user before it chooses', () => {
  expect(match(said.wantsLogin)).toMatchObject({ info: 'Firebird 3.0 or later', confidence: 'structured' })
  expect(match(said.wantsLogin, { transport: 'tcp', probe: 'http' })).toBeUndefined()
  expect(match(`${said.wantsLogin.slice(0, -1)}\x01`)).toBeUndefined()
})

it('offers what it says it offers', () => {
  const request = Buffer.from(sent)
  expect(request.readUInt32BE(0)).toBe(1)
  expect(request.length % 4).toBe(0)
  expect(request.includes('portscan.fdb')).toBe(true)
  expect(request.includes('\x09\x08PORTSCAN\x08\x03Srp\x0a\x03Srp')).toBe(true)
})

it('takes nothing that is cut off, or longer than it says', () => {
  for (const text of [said.v25]) {
    for (let length = 0; length < text.length; length++) {
      expect(match(text.slice(0, length))).toBeUndefined()
      expect(firebird.enough!(bytes(text.slice(0, length)))).toBe(false)
    }
    expect(firebird.enough!(bytes(text))).toBe(true)
  }
})
