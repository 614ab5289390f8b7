import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { nut } from '../../../../src/fingerprint/services/nut.ts'
import { nut as said } from '../../../fixtures/services/nut.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const named = (text: string, probe = 'nut') => recognize(bytes(text), { transport: 'tcp', probe }, [nut])

it('reads the version', () => {
  expect(named(said.version)).toMatchObject({
    product: 'Network UPS Tools upsd',
    version: '2.8.0',
    cpe: ['cpe:2.3:a:networkupstools:network_ups_tools:2.8.0:*:*:*:*:*:*:*'],
    confidence: 'structured',
  })
  expect(named(said.version.slice(0, -1))).toBeUndefined()
})

it('is known by its errors, and by nobody else’s', () => {
  expect(named(said.refusal, 'http')).toMatchObject({ name: 'nut', confidence: 'pattern' })
  expect(named(`${said.refusal}else\n`, 'http')).toBeUndefined()
  expect(named('ERR unknown command\n', 'http')).toBeUndefined()
})

it('offers TLS where it says so', () => {
  expect(nut.startTls!.accepted!(bytes('OK STARTTLS\n'))).toBe(true)
  expect(nut.startTls!.accepted!(bytes('ERR FEATURE-NOT-CONFIGURED\n'))).toBe(false)
})
