import fc from 'fast-check'
import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { dtls } from '../../../../src/fingerprint/services/dtls.ts'
import { dtls as said } from '../../../fixtures/services/dtls.ts'
import { bytes } from '../../../fixtures/services/index.ts'

function named(sent: string | Uint8Array | undefined, received: string | Uint8Array) {
  const answer = typeof received === 'string' ? bytes(received) : received
  const asked = typeof sent === 'string' ? bytes(sent) : sent
  return recognize(answer, { transport: 'udp', probe: 'dtls', ...(asked && { sent: asked }) }, [dtls])
}

/** The same answer with one byte changed. */
function changed(text: string, at: number, value: number): Buffer {
  const answer = bytes(text)
  answer[at] = value
  return answer
}

/** The first record of an answer: its kind, and what is in it. */
function record(kind: number, body: string): Buffer {
  const content = Buffer.from(body, 'hex')
  const header = Buffer.from([kind, 0xfe, 0xfd, 0, 0, 0, 0, 0, 0, 0, 0, 0, content.length])
  return Buffer.concat([header, content])
}
const sent = said['openssl']!.sent
/** A ServerHello of DTLS 1.2, without a session and without extensions. */
const serverHello = `020000260000000000000026fefd${'5a'.repeat(32)}00c02f0000`

it('knows the request to come back with a cookie', () => {
  for (const { sent, received } of Object.values(said)) {
    expect(named(sent, received)).toMatchObject({
      name: 'dtls',
      confidence: 'structured',
      details: { answer: 'hello-verify-request', version: 'DTLSv1' },
    })
  }
})

it('knows a ServerHello and an alert', () => {
  expect(named(sent, record(22, serverHello))?.details).toEqual({
    answer: 'server-hello',
    version: 'DTLSv1.2',
  })
  expect(named(sent, record(21, '0228'))?.details).toEqual({
    answer: 'alert',
    version: 'DTLSv1.2',
    alert: 40,
  })
})

it('is no echo of the question, no later record, no alert of another length', () => {
  expect(named(sent, sent)).toBeUndefined()
  const { received } = said['openssl']!
  expect(named(sent, changed(received, 4, 1))).toBeUndefined()
  expect(named(sent, changed(received, 1, 3))).toBeUndefined()
  // Length of the cookie, and of the message.
  expect(named(sent, changed(received, 27, 21))).toBeUndefined()
  expect(named(sent, changed(received, 16, 0xff))).toBeUndefined()
  for (const alert of ['022800', '0028', '0279']) expect(named(sent, record(21, alert))).toBeUndefined()
})

it('takes no part of an answer for a whole one, and nothing over TCP', () => {
  for (const { sent, received } of Object.values(said)) {
    for (let length = 0; length < received.length; length++)
      expect([length, named(sent, received.slice(0, length))]).toEqual([length, undefined])
    const context = { transport: 'tcp' as const, probe: 'dtls', sent: bytes(sent) }
    expect(recognize(bytes(received), context, [dtls])).toBeUndefined()
  }
})

it('never throws', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), fc.uint8Array({ maxLength: 60 }), (answer, sent) => {
      named(sent, answer)
      named(undefined, answer)
    }),
  )
})
