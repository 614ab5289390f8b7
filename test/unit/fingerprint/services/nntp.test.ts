import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import type { Match } from '../../../../src/fingerprint/service-probe.ts'
import { nntp } from '../../../../src/fingerprint/services/nntp.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { nntp as said } from '../../../fixtures/services/nntp.ts'

const context = { transport: 'tcp', probe: 'listen' } as const
const hello = { address: '192.0.2.1', port: 119, tls: false, random: () => 0 }
const named = (text: string, port?: number) =>
  recognize(bytes(text), { ...context, ...(port !== undefined && { port }) }, [nntp])

it('reads the greeting', () => {
  expect(named(said.greeting)).toMatchObject({
    name: 'nntp',
    product: 'sn',
    version: '0.3.8',
    confidence: 'structured',
    details: { code: 201, posting: false },
  })
  const inn = '200 news.example.test InterNetNews NNRP server INN 2.7.1 ready (posting ok)\r\n'
  expect(named(inn)).toMatchObject({ product: 'INN', version: '2.7.1', hostname: 'news.example.test' })
})

it('takes a greeting that does not speak of news only where news are expected', () => {
  expect(named('200 Welcome\r\n')).toBeUndefined()
  expect(named('200 Welcome\r\n', 119)).toMatchObject({ confidence: 'pattern' })
  const unready = '503 Leafnode must have a unique fully-qualified domain name.\r\n'
  expect(named(unready, 4000)).toMatchObject({ name: 'nntp', confidence: 'pattern', details: { code: 503 } })
  expect(named('503 not now\r\n', 4000)).toBeUndefined()
  expect(named('502 Go away\r\n', 119)?.details).toEqual({ code: 502, greeting: 'Go away' })
  expect(named('220 news.example.test FTP server\r\n', 119)).toBeUndefined()
  expect(named('200 OK', 4000)).toBeUndefined()
})

it('reads the capabilities', () => {
  const known = named('200 Welcome\r\n', 119) as Match
  const step = nntp.detail!(known, 0, hello)!
  expect(step.enough!(bytes(said.capabilities.slice(0, -1)))).toBe(false)
  expect(step.enough!(bytes(said.capabilities))).toBe(true)
  expect(step.enough!(bytes(said.unknown))).toBe(true)
  const found = step.merge(known, bytes(said.capabilities), context)
  expect(found).toMatchObject({
    product: 'INN',
    version: '2.7.1',
    confidence: 'structured',
    details: { implementation: 'INN 2.7.1', starttls: true },
  })
  const logins = '101 list\r\nVERSION 2\r\nSASL PLAIN DIGEST-MD5\r\n.\r\n'
  expect(step.merge(known, bytes(logins), context).details).toMatchObject({
    mechanisms: ['PLAIN', 'DIGEST-MD5'],
    starttls: false,
  })
  expect(nntp.startTls!.offered(found)).toBe(true)
  expect(step.merge(known, bytes(said.unknown), context)).toBe(known)
  expect(nntp.detail!(known, 1, hello)).toBeUndefined()
  expect(nntp.startTls!.accepted!(bytes('382 Continue\r\n'))).toBe(true)
  expect(nntp.startTls!.accepted!(bytes('580 no\r\n'))).toBe(false)
})
