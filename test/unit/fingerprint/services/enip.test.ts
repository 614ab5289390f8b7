import { expect, it } from 'vitest'
import { enip } from '../../../../src/fingerprint/services/enip.ts'
import { enip as said } from '../../../fixtures/services/enip.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const sent = bytes('c\0\0\0\0\0\0\0\0\0\0\0ABCDEFGH\0\0\0\0')
const match = (text: string) => enip.matchers[0]!(bytes(text), { transport: 'tcp', probe: 'enip', sent })

it('reads the identity', () => {
  expect(match(said.identity)).toMatchObject({
    name: 'enip',
    product: '1756-L61/B LOGIX5561',
    vendor: 'Rockwell Automation/Allen-Bradley',
    version: '20.11',
    device: 'PLC',
    confidence: 'verified',
    details: { vendorId: 1, deviceType: 14, productCode: 54, serial: '00fe12ab', status: 96 },
  })
})

it('takes no other context, nothing cut off, and not our own question back', () => {
  expect(match(said.identity.replace('ABCD', 'ABCX'))).toBeUndefined()
  for (let end = 0; end < said.identity.length; end++)
    expect(match(said.identity.slice(0, end))).toBeUndefined()
  expect(enip.matchers[0]!(sent, { transport: 'tcp', probe: 'enip', sent })).toBeUndefined()
})

it('says a context of its own each time', () => {
  const words = enip.hello!({ address: '192.0.2.1', port: 44_818, tls: false, random: () => 0.25 })
  expect(Buffer.from(words).toString('hex')).toBe(`63${'00'.repeat(11)}${'40'.repeat(8)}00000000`)
})
