import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { torOrport } from '../../../../src/fingerprint/services/tor-orport.ts'
import { torOrport as said } from '../../../fixtures/services/tor-orport.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const named = (text: string) => recognize(bytes(text), { transport: 'tcp', probe: 'tor-orport' }, [torOrport])

it('reads the versions of the link protocol', () => {
  expect(named(said.versions)).toMatchObject({
    product: 'Tor',
    confidence: 'verified',
    details: { linkProtocols: [3, 4, 5] },
  })
})

it('wants the certificates behind them', () => {
  expect(named(said.versions.slice(0, 12))).toBeUndefined()
  expect(named(said.versions.replace('\x81', '\x82'))).toBeUndefined()
  expect(named(said.versions.replace('\x06', '\x05'))).toBeUndefined()
})

it('is no echo', () => {
  const sent = torOrport.hello!({ address: '', port: 9001, tls: true, random: () => 0 })
  expect(Buffer.from(sent).toString('hex')).toBe('0000070006000300040005')
  expect(named(Buffer.from(sent).toString('latin1'))).toBeUndefined()
})
