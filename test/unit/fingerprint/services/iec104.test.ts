import { expect, it } from 'vitest'
import { iec104 } from '../../../../src/fingerprint/services/iec104.ts'
import { iec104 as said } from '../../../fixtures/services/iec104.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const hello = { address: '192.0.2.1', port: 2404, tls: false, random: () => 0.25 }
const sent = iec104.hello!(hello)
const context = { transport: 'tcp', probe: 'iec104', sent } as const

it.each([said.confirmed, said.withData])('is known by TESTFR con', (text) => {
  expect(iec104.matchers[0]!(bytes(text), context)).toMatchObject({ name: 'iec104', confidence: 'verified' })
})

it('is no echo of the question, no half answer, no answer to another question', () => {
  expect(iec104.matchers[0]!(sent, context)).toBeUndefined()
  expect(iec104.matchers[0]!(bytes(said.confirmed.slice(0, 5)), context)).toBeUndefined()
  expect(iec104.matchers[0]!(bytes(`${said.confirmed}x`), context)).toBeUndefined()
  const foreign = { transport: 'tcp', probe: 'http', sent: bytes('GET / HTTP/1.0\r\n\r\n') } as const
  expect(iec104.matchers[0]!(bytes(said.confirmed), foreign)).toBeUndefined()
})
