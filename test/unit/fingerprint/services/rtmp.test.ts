import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { rtmp } from '../../../../src/fingerprint/services/rtmp.ts'
import { rtmp as said } from '../../../fixtures/services/rtmp.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const hello = { address: '192.0.2.1', port: 1935, tls: false, random: () => 0.5 }
const sent = rtmp.hello!(hello)
const named = (text: string, words: Uint8Array | undefined = sent, probe = 'rtmp') =>
  recognize(bytes(text), { transport: 'tcp', probe, ...(words && { sent: words }) }, [rtmp])

it('is sure where its random bytes come back', () => {
  expect(sent).toHaveLength(1_537)
  expect(named(said.echoed)).toMatchObject({ name: 'rtmp', confidence: 'verified', details: {} })
  expect(named(said.echoed, rtmp.hello!({ ...hello, random: () => 0.6 }))?.confidence).toBe('structured')
})

it('takes lengths that fit for its own only as an answer to itself', () => {
  expect(named(said.signed)).toMatchObject({
    confidence: 'structured',
    details: { serverVersion: '3.5.1.1' },
  })
  expect(named(said.signed, undefined, 'http')).toBeUndefined()
  expect(named(said.signed.slice(0, -1))).toBeUndefined()
})

it('is no service that sends back whatever it hears', () => {
  expect(named(Buffer.from(sent).toString('latin1'))).toBeUndefined()
})
