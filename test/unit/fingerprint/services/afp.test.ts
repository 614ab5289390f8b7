import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { afp } from '../../../../src/fingerprint/services/afp.ts'
import { afp as said } from '../../../fixtures/services/afp.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const sent = afp.hello!({ address: '192.0.2.1', port: 548, tls: false, random: () => 0.5 })
const named = (text: string) => recognize(bytes(text), { transport: 'tcp', probe: 'afp', sent }, [afp])

it('reads the server information', () => {
  expect(named(said.netatalk)).toMatchObject({
    product: 'Netatalk',
    version: '3.1.12',
    hostname: 'timecapsule1',
    confidence: 'verified',
    details: {
      machineType: 'Netatalk3.1.12',
      versions: ['AFP2.2', 'AFPX03', 'AFP3.1', 'AFP3.4'],
      authMethods: ['DHX2', 'DHCAST128'],
    },
  })
  expect(named(said.capsule)).toMatchObject({ vendor: 'Apple', device: 'TimeCapsule8,119' })
})

it('is an answer to our request, whole', () => {
  expect(afp.enough!(bytes(said.netatalk))).toBe(true)
  expect(afp.enough!(bytes(said.netatalk.slice(0, -1)))).toBe(false)
  expect(named(said.netatalk.slice(0, -1))).toBeUndefined()
  expect(named(said.netatalk.replace('\x80\x80', '\x80\x81'))).toBeUndefined()
})
