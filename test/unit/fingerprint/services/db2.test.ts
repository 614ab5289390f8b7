import { expect, it } from 'vitest'
import type { AnswerContext, Match } from '../../../../src/fingerprint/service-probe.ts'
import { db2 } from '../../../../src/fingerprint/services/db2.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { db2 as said } from '../../../fixtures/services/db2.ts'

const hello = { address: '192.0.2.1', port: db2.ports[0]!, tls: false, random: () => 0.5 }
const sent = db2.hello!(hello)
const context: AnswerContext = { transport: 'tcp', probe: 'db2', sent }
const match = (text: string | Uint8Array, more: AnswerContext = context): Match | undefined =>
  db2.matchers[0]!(typeof text === 'string' ? bytes(text) : text, more)

it.each([
  [said.linux, 'IBM Db2', '11.5.5', 'Linux', 'DB2HOST'],
  [said.zos, 'IBM Db2', '12.1.5', 'z/OS', undefined],
  [said.derby, 'Apache Derby', '10.14.2.0', undefined, undefined],
])('reads what server it is: %#', (text, product, version, os, hostname) => {
  const found = match(text)
  expect(found).toMatchObject({ name: 'db2', product, version, confidence: 'verified' })
  expect([found?.os, found?.hostname]).toEqual([os, hostname])
})

it('asks with lengths that fit, and takes no other correlation id', () => {
  const request = Buffer.from(sent)
  expect([request.readUInt16BE(0), request.readUInt16BE(6)]).toEqual([request.length, request.length - 6])
  expect(match(said.linux.replace('\xd0\x02\0\x01', '\xd0\x02\0\x02'))).toBeUndefined()
  expect(match(said.linux, { transport: 'tcp' })).toMatchObject({ details: { release: 'SQL11055' } })
})

it('knows it by what it says to those who speak something else', () => {
  const error = db2.matchers[1]!
  const http: AnswerContext = { transport: 'tcp', probe: 'http', sent: bytes('GET / HTTP/1.0\r\n\r\n') }
  expect(error(bytes(said.derbyToHttp), http)).toMatchObject({ name: 'db2', confidence: 'structured' })
  for (let length = 0; length < said.derbyToHttp.length; length++)
    expect(error(bytes(said.derbyToHttp.slice(0, length)), http)).toBeUndefined()
  expect(error(bytes(said.derbyToHttp.replace('\x12L', '\x12M')), http)).toBeUndefined()
  expect(error(bytes(said.derbyToHttp.replace('\x11I', '\x11H')), http)).toBeUndefined()
})

it('takes nothing that is cut off, or longer than it says', () => {
  for (const text of [said.linux]) {
    for (let length = 0; length < text.length; length++) {
      expect(match(text.slice(0, length))).toBeUndefined()
      expect(db2.enough!(bytes(text.slice(0, length)))).toBe(false)
    }
    expect(db2.enough!(bytes(text))).toBe(true)
  }
})
