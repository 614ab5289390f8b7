import fc from 'fast-check'
import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { fastcgi } from '../../../../src/fingerprint/services/fastcgi.ts'
import { fastcgi as said } from '../../../fixtures/services/fastcgi.ts'

const named = (text: string) =>
  recognize(Buffer.from(text, 'latin1'), { transport: 'tcp', probe: 'fastcgi' }, [fastcgi])
const record = (content: string): string =>
  `\x01\x0a\0\0\0${String.fromCharCode(content.length)}\0\0${content}`

it('asks for two values, in a record whose lengths fit', () => {
  const context = { address: '192.0.2.1', port: 9_000, tls: false, random: () => 0 }
  const hello = Buffer.from(fastcgi.hello!(context))
  const content = '\x0e\0FCGI_MAX_CONNS\x0f\0FCGI_MPXS_CONNS'
  expect(hello.toString('latin1')).toBe(`\x01\x09\0\0\0\x21\x07\0${content}${'\0'.repeat(7)}`)
  expect(hello.length).toBe(48)
})

it('reads the values', () => {
  expect(named(said.phpFpm)).toMatchObject({
    name: 'fastcgi',
    confidence: 'verified',
    details: { multiplexes: false },
  })
  const both = record('\x0e\x02FCGI_MAX_CONNS10\x0f\x01FCGI_MPXS_CONNS1')
  expect(named(both)?.details).toEqual({ maxConnections: 10, multiplexes: true })
  expect(fastcgi.enough!(Buffer.from(said.phpFpm, 'latin1'))).toBe(true)
  expect(fastcgi.enough!(Buffer.from(said.phpFpm.slice(0, 20), 'latin1'))).toBe(false)
})

it.each([
  ['half of it', said.phpFpm.slice(0, 20)],
  ['another name', said.phpFpm.replace('MPXS', 'MPXX')],
  ['a request of its own', said.phpFpm.replace('\x01\x0a\0\0', '\x01\x0a\0\x01')],
  ['another type', said.phpFpm.replace('\x0a', '\x0b')],
  ['nothing', record('')],
  ['a length that is too long', record('\x0f\x09FCGI_MPXS_CONNS0')],
])('does not take %s', (_what, text) => {
  expect(named(text)).toBeUndefined()
})

it('property: reads any bytes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary-ascii', maxLength: 100 }), (text) => {
      expect(named(record(text))).toBeUndefined()
    }),
  )
})
