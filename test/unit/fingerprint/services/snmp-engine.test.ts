import { expect, it } from 'vitest'
import { engineOf } from '../../../../src/fingerprint/services/snmp-engine.ts'

it.each([
  ['80001f8803 00005e005301', { enterprise: 8072, vendor: 'Net-SNMP', mac: '00:00:5e:00:53:01' }],
  ['8000000901 c0000207', { enterprise: 9, vendor: 'Cisco', address: '192.0.2.7' }],
  ['8000063004 737769746368', { enterprise: 1584, text: 'switch' }],
  ['8000000905 0102', { enterprise: 9, vendor: 'Cisco' }],
  // The old form has no fifth byte that says what follows.
  ['0000000901 c0000207', { enterprise: 9, vendor: 'Cisco' }],
])('%s', (hex, facts) => {
  const id = hex.replace(' ', '')
  expect(engineOf(Buffer.from(id, 'hex'))).toEqual({ id, ...facts })
})

it('has bounds', () => {
  expect(engineOf(new Uint8Array(4))).toBeUndefined()
  expect(engineOf(new Uint8Array(33))).toBeUndefined()
})
