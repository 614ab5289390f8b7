import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { nrpe } from '../../../../src/fingerprint/services/nrpe.ts'
import { nrpe as said } from '../../../fixtures/services/nrpe.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const named = (text: string, probe = 'nrpe') => recognize(bytes(text), { transport: 'tcp', probe }, [nrpe])
const sent = Buffer.from(nrpe.hello!({ address: '', port: 5666, tls: false, random: () => 0 }))

it('reads the version', () => {
  expect(named(said.version)).toMatchObject({
    product: 'NRPE',
    version: '4.1.0',
    confidence: 'verified',
    cpe: ['cpe:2.3:a:nagios:remote_plugin_executor:4.1.0:*:*:*:*:*:*:*'],
    details: { text: 'NRPE v4.1.0' },
  })
})

it('asks in a packet of the same form, which is no answer', () => {
  expect(sent.length).toBe(said.version.length)
  expect(named(sent.toString('latin1'))).toBeUndefined()
  expect(sent.subarray(10, 22).toString('latin1')).toBe('_NRPE_CHECK\0')
})

it('wants the checksum and the length', () => {
  expect(named(said.version.replace('4.1.0', '4.1.1'))).toBeUndefined()
  expect(named(said.version.slice(0, -1))).toBeUndefined()
  expect(nrpe.enough!(bytes(said.version.slice(0, -1)))).toBe(false)
})
