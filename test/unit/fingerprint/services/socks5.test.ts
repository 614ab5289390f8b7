import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { furtherQuestions } from '../../../../src/fingerprint/plan.ts'
import { commonServices } from '../../../../src/fingerprint/services/index.ts'
import { socks5 } from '../../../../src/fingerprint/services/socks5.ts'
import { socks5 as said } from '../../../fixtures/services/socks5.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const named = (text: string, probe?: string) =>
  recognize(bytes(text), { transport: 'tcp', ...(probe !== undefined && { probe }) }, [socks5])

it.each([
  [said.open, { authRequired: false, method: 'none' }],
  [said.password, { authRequired: true, method: 'password' }],
  ['\x05\x01', { authRequired: true, method: 'gssapi' }],
  [said.refused, { authRequired: true }],
])('reads the choice %j', (text, details) => {
  expect(named(text, 'socks5')).toMatchObject({ name: 'socks5', confidence: 'structured', details })
})

it('knows its refusal of a foreign question, and no more than that', () => {
  expect(named(said.refused, 'http')?.confidence).toBe('pattern')
  expect(named(said.open, 'http')).toBeUndefined()
  expect(named(said.refused, 'listen')).toBeUndefined()
  expect(named(said.refused)).toBeUndefined()
})

it('is not a method that was not named, another version, or longer', () => {
  for (const text of ['\x05\x03', '\x04\x00', '\x05', '\x05\x00\x00'])
    expect(named(text, 'socks5')).toBeUndefined()
})

it('is asked before what is seldom, of those who hang up on the first two questions', () => {
  const state = { port: 4321, probes: commonServices, intensity: 7, tls: true, insideTls: false }
  const asked = (['http', 'tls'] as const).map((name) => ({ name, tls: false, reaction: 'close' as const }))
  const order = furtherQuestions({ ...state, asked }).flatMap(({ probe }) => probe ?? [])
  const place = order.findIndex(({ name }) => name === 'socks5')
  expect(place).toBeLessThan(order.findIndex(({ rarity }) => rarity === 8))
  expect(place).toBeLessThan(16)
})
