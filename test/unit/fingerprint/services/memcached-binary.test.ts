import { expect, it } from 'vitest'
import type { AnswerContext, Match } from '../../../../src/fingerprint/service-probe.ts'
import { memcachedBinary } from '../../../../src/fingerprint/services/memcached-binary.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { memcachedBinary as said } from '../../../fixtures/services/memcached-binary.ts'

const hello = { address: '192.0.2.1', port: 11_211, tls: false, random: () => 0.5 }
const sent = memcachedBinary.hello!(hello)
const context: AnswerContext = { transport: 'tcp', probe: 'memcached-binary', sent }
const match = (text: string, more = context): Match | undefined =>
  memcachedBinary.matchers[0]!(bytes(text), more)

it('asks in the form of the protocol', () => {
  expect(Buffer.from(sent).toString('hex')).toBe(`800b${'00'.repeat(10)}80808080${'00'.repeat(8)}`)
  expect(memcachedBinary.goodbye).toHaveLength(24)
})

it('reads the version', () => {
  expect(match(said.version)).toMatchObject({
    name: 'memcached',
    by: 'memcached-binary',
    product: 'memcached',
    version: '1.6.18',
    confidence: 'verified',
    details: { binary: true, authRequired: false },
  })
  expect(match(said.version, { transport: 'tcp' })?.confidence).toBe('structured')
})

it('knows one that wants a login first', () => {
  const found = match(said.unauthenticated)!
  expect(found.details).toEqual({ binary: true, authRequired: true })
  expect(found.version).toBeUndefined()
})

it.each([
  ['a byte less', said.version.slice(0, -1)],
  ['a byte more', `${said.version}x`],
  ['another number', said.version.replace('\x80\x80', '\x80\x81')],
  ['the magic byte of a request', said.version.replace('\x81', '\x80')],
  ['another opcode', said.version.replace('\x0b', '\x0a')],
  ['a key', said.version.replace('\x0b\0\0', '\x0b\0\x01')],
  ['another error', said.unauthenticated.replace('\0\x20\0', '\0\x84\0')],
])('refuses an answer with %s', (_what, text) => {
  expect(match(text)).toBeUndefined()
})

it('waits for the whole answer', () => {
  expect(memcachedBinary.enough!(bytes(said.version.slice(0, 26)))).toBe(false)
  expect(memcachedBinary.enough!(bytes(said.version))).toBe(true)
})
