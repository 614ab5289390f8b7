import { expect, it } from 'vitest'
import type { AnswerContext, Match } from '../../../../src/fingerprint/service-probe.ts'
import { oracle } from '../../../../src/fingerprint/services/oracle.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { oracle as said } from '../../../fixtures/services/oracle.ts'

const hello = { address: '192.0.2.1', port: oracle.ports[0]!, tls: false, random: () => 0.5 }
const sent = oracle.hello!(hello)
const context: AnswerContext = { transport: 'tcp', probe: 'oracle', sent }
const match = (text: string | Uint8Array, more: AnswerContext = context): Match | undefined =>
  oracle.matchers[0]!(typeof text === 'string' ? bytes(text) : text, more)

it('says a connect packet whose lengths fit', () => {
  const packet = Buffer.from(sent)
  expect([packet.readUInt16BE(0), packet[4]]).toEqual([packet.length, 1])
  expect(packet.subarray(packet.readUInt16BE(26)).toString()).toBe('(CONNECT_DATA=(COMMAND=version))')
  expect(packet.readUInt16BE(24)).toBe(packet.length - 58)
})

it.each([
  [said.refuse, '11.2.0.2.0', { answer: 'refuse', error: 1189, vsnnum: 186_647_040 }],
  [said.refuse19, '19.0.0.0.0', { answer: 'refuse', error: 1189, vsnnum: 318_767_104 }],
  [said.accept, '11.2.0.2.0', { answer: 'accept', error: 0, vsnnum: 186_647_040 }],
])('reads the version: %#', (text, version, details) => {
  expect(match(text)).toMatchObject({ name: 'oracle', version, details, confidence: 'verified' })
  expect(match(text, { transport: 'tcp' })?.version).toBe(version)
})

it('says it again where it is asked to, and takes eight bytes from nobody else', () => {
  const found = match(said.resend)!
  expect(found).toMatchObject({ confidence: 'structured', details: { answer: 'resend' } })
  expect(match(said.resend, { transport: 'tcp', probe: 'http' })).toBeUndefined()
  const step = oracle.detail!(found, 0, hello)!
  expect(step.send).toEqual(sent)
  expect(step.merge(found, bytes(said.accept), context)).toMatchObject({ version: '11.2.0.2.0', os: 'Linux' })
  expect(step.merge(found, bytes('junk'), context)).toBe(found)
  expect(oracle.detail!(match(said.refuse)!, 0, hello)).toBeUndefined()
})

it('takes nothing that is cut off, or longer than it says', () => {
  for (const text of [said.refuse, said.resend]) {
    for (let length = 0; length < text.length; length++) {
      expect(match(text.slice(0, length))).toBeUndefined()
      expect(oracle.enough!(bytes(text.slice(0, length)))).toBe(false)
    }
    expect(oracle.enough!(bytes(text))).toBe(true)
  }
})
