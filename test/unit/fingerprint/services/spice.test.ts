import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { spice } from '../../../../src/fingerprint/services/spice.ts'
import { spice as said } from '../../../fixtures/services/spice.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const named = (text: string, probe = 'spice') => recognize(bytes(text), { transport: 'tcp', probe }, [spice])

it('reads the reply to a link, and to anything else', () => {
  expect(named(said.linked)).toMatchObject({ confidence: 'verified', details: { protocol: '2.2' } })
  expect(named(said.refused, 'http')?.details).toEqual({ protocol: '2.2', error: 2 })
})

it('takes none whose lengths do not fit', () => {
  expect(named(said.linked.slice(0, -1))).toBeUndefined()
  expect(named(said.linked.replace('\xba', '\xbb'))).toBeUndefined()
  expect(named(said.linked.replace('REDQ', 'READ'))).toBeUndefined()
  expect(spice.enough!(bytes(said.linked.slice(0, -1)))).toBe(false)
  expect(spice.enough!(bytes(said.linked))).toBe(true)
})

it('says a link of the length that it names', () => {
  const sent = Buffer.from(spice.hello!({ address: '', port: 5930, tls: false, random: () => 0 }))
  expect(sent.readUInt32LE(12)).toBe(sent.length - 16)
  // It is no answer to itself.
  expect(named(sent.toString('latin1'))).toBeUndefined()
})
