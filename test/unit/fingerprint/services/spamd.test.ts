import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { spamd } from '../../../../src/fingerprint/services/spamd.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { spamd as said } from '../../../fixtures/services/spamd.ts'

const named = (text: string, probe: string) => recognize(bytes(text), { transport: 'tcp', probe }, [spamd])

it('reads the response line, whatever was asked', () => {
  expect(named(said.pong, 'spamd')).toMatchObject({
    product: 'SpamAssassin',
    confidence: 'structured',
    details: { protocol: '1.5', code: 0 },
  })
  expect(named(said.badHeader, 'http')?.details).toEqual({ protocol: '1.0', code: 76 })
  expect(named('SPAMD 0 PONG\r\n', 'spamd')).toBeUndefined()
})
