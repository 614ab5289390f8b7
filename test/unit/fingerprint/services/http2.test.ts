import fc from 'fast-check'
import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { http2 } from '../../../../src/fingerprint/services/http2.ts'
import { http2 as said } from '../../../fixtures/services/http2.ts'
import { recordings } from '../../../fixtures/services/index.ts'

/** What Node.js 20 said, in hex: to the preface, and to a request of HTTP/1. */
const toPreface = '000000040000000000' + '000000040100000000'
const toHttp1 = '000000040000000000' + '0000080700000000000000000000000002'
/** From the specification: settings as gRPC servers have them, and a window. */
const withSettings =
  '000012040000000000' + '00030000006400040000ffff000500004000' + '00000408000000000000010000'
const goodbyeAlone = '0000080700000000000000000000000001'

const preface = http2.hello!({ address: '192.0.2.1', port: 50_051, tls: false, random: () => 0 })
const hex = (text: string): Buffer => Buffer.from(text, 'hex')
const asked = { transport: 'tcp', probe: 'http2', sent: preface } as const
const heard = { transport: 'tcp', probe: 'listen' } as const
const requested = { transport: 'tcp', probe: 'http', sent: Buffer.from('GET / HTTP/1.0\r\n\r\n') } as const

it('says the preface and empty settings', () => {
  expect(Buffer.from(preface).toString('latin1')).toBe('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0')
})

it('is verified once its settings are acknowledged', () => {
  expect(recognize(hex(toPreface), asked, [http2])).toMatchObject({
    name: 'http',
    confidence: 'verified',
    details: { httpVersion: '2' },
  })
  expect(http2.enough!(hex(toPreface))).toBe(true)
  expect(http2.enough!(hex(toPreface.slice(0, 18)))).toBe(false)
  expect(http2.enough!(Buffer.from('HTTP/1.1 400 Bad Request\r\n'))).toBe(false)
})

it('shows itself when it is asked in HTTP/1, or not at all', () => {
  expect(recognize(hex(toHttp1), requested)).toMatchObject({ name: 'http', details: { httpVersion: '2' } })
  expect(recognize(hex(goodbyeAlone), requested)).toMatchObject({ evidence: 'GOAWAY frame' })
  expect(recognize(hex(withSettings), heard)?.details).toEqual({
    httpVersion: '2',
    settings: { maxConcurrentStreams: 100, initialWindowSize: 65_535, maxFrameSize: 16_384 },
  })
})

it('is asked for its page, which says who it is', () => {
  const context = { address: '192.0.2.1', port: 50_051, tls: false, random: () => 0 }
  const known = http2.matchers[0]!(hex(toPreface), asked)!
  expect(known.by).toBe('http2')
  const step = http2.detail!(known, 0, context)!
  const told = (answer: string): unknown => step.merge(known, hex(answer), asked)
  expect(told(said.nghttpd)).toMatchObject({
    name: 'http',
    by: 'http2',
    product: 'nghttpd',
    version: '1.52.0',
    confidence: 'verified',
    evidence: 'our SETTINGS are acknowledged',
    details: { httpVersion: '2', status: 200, title: 'Hello there' },
  })
  expect(told(said.grpc)).toMatchObject({ info: 'gRPC', details: { status: 415 } })
  expect(told('00')).toBe(known)
  expect(http2.detail!(known, 1, context)).toBeUndefined()
})

it.each([
  ['an empty frame alone, unasked', '000000040000000000'],
  ['an acknowledgement first', '000000040100000000'],
  ['another frame', '000000000000000000'],
  ['settings on a stream', '000006040000000001000300000064'],
  ['settings of a wrong length', '00000504000000000000030000006400'],
  ['settings that are cut off', '0000120400000000000003'],
  ['a frame size that there is not', '000006040000000000000500000001'],
  ['a goodbye to a stream that nobody opened', '0000080700000000000000000500000001'],
  ['something else behind', '000000040000000000ffffffffffffffffff'],
])('takes no %s', (_what, bytes) => {
  expect(recognize(hex(bytes), heard, [http2])).toBeUndefined()
})

it('takes no answer of another service for its own, and reads any bytes', () => {
  for (const texts of Object.values(recordings))
    for (const text of Object.values(texts))
      for (const context of [asked, heard, requested])
        expect([text, recognize(Buffer.from(text, 'latin1'), context, [http2])]).toEqual([text, undefined])
  const changed = fc
    .tuple(
      fc.constantFrom(toPreface, toHttp1, withSettings, goodbyeAlone),
      fc.array(fc.tuple(fc.nat(60), fc.nat(255)), { maxLength: 5 }),
      fc.uint8Array({ maxLength: 60 }),
    )
    .map(([text, changes, more]) => {
      const answer = Buffer.concat([hex(text), more])
      for (const [at, value] of changes) if (at < answer.length) answer[at] = value
      return answer
    })
  fc.assert(
    fc.property(changed, fc.constantFrom(asked, heard, requested), (answer, context) => {
      http2.enough!(answer)
      const found = recognize(answer, context, [http2])
      if (found) expect(JSON.stringify(found).length).toBeLessThan(2_000)
    }),
    { numRuns: 3000 },
  )
})
