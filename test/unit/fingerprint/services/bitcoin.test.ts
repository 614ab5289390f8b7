import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { bitcoin } from '../../../../src/fingerprint/services/bitcoin.ts'
import { bitcoin as said } from '../../../fixtures/services/bitcoin.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const hello = { address: '192.0.2.1', port: 8333, tls: false, random: () => 0.5 }
const sent = bitcoin.hello!(hello)
const named = (text: string) =>
  recognize(bytes(text), { transport: 'tcp', probe: 'bitcoin', sent }, [bitcoin])

it('reads the version of a node', () => {
  expect(named(said.core)).toMatchObject({
    product: 'Bitcoin Core',
    version: '25.0.0',
    confidence: 'verified',
    cpe: ['cpe:2.3:a:bitcoin:bitcoin_core:25.0.0:*:*:*:*:*:*:*'],
    details: { protocol: 70_016, userAgent: '/Satoshi:25.0.0/', height: 820_000, services: '0x409' },
  })
  expect(named(said.knots)).toMatchObject({ product: 'Bitcoin Knots', version: '26.1.0' })
  expect(named(said.btcd)).toMatchObject({ product: 'btcd', version: '0.26.2', details: { height: 0 } })
})

it('says a version whose checksum fits, and does not take it back', () => {
  const text = Buffer.from(sent).toString('latin1')
  expect(recognize(sent, { transport: 'tcp' }, [bitcoin])?.details['userAgent']).toBe('/portscan-core/')
  expect(named(text)).toBeUndefined()
})

it('wants the checksum, the magic number and the length', () => {
  expect(named(said.core.replace('Satoshi', 'Satoshj'))).toBeUndefined()
  expect(named(said.core.replace('\xf9', '\xfa'))).toBeUndefined()
  expect(named(said.core.slice(0, -1))).toBeUndefined()
})

it('speaks to the test networks on their own ports', () => {
  const first = (port: number) => Buffer.from(bitcoin.hello!({ ...hello, port })).toString('hex', 0, 4)
  expect([8333, 18_333, 18_444, 38_333, 48_333, 1].map(first)).toEqual([
    'f9beb4d9',
    '0b110907',
    'fabfb5da',
    '0a03cf40',
    '1c163f28',
    'f9beb4d9',
  ])
  expect(named(said.core.replace('\xf9\xbe\xb4\xd9', '\x0b\x11\x09\x07'))?.product).toBe('Bitcoin Core')
})
