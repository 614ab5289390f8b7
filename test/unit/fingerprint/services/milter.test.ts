import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { milter } from '../../../../src/fingerprint/services/milter.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { milter as said } from '../../../fixtures/services/milter.ts'

const named = (answer: Uint8Array, probe = 'milter') =>
  recognize(answer, { transport: 'tcp', probe }, [milter])

it('reads the negotiation', () => {
  expect(named(bytes(said.opendkim))).toMatchObject({
    name: 'milter',
    details: { protocol: 6, actions: 0x111, skipped: 0x10_07_02 },
  })
  expect(named(bytes(said.opendmarc))?.details).toEqual({ protocol: 6, actions: 0x21, skipped: 0x7_10 })
})

it('is not what was not offered, not to another question, and no echo', () => {
  expect(named(bytes(said.opendkim.replace('\x01\x11', '\x11\x11')))).toBeUndefined()
  expect(named(bytes(said.opendkim), 'http')).toBeUndefined()
  expect(named(milter.hello!({ address: '192.0.2.1', port: 1, tls: false, random: () => 0 }))).toBeUndefined()
})
