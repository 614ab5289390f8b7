import { expect, it } from 'vitest'
import type { Match } from '../../../../src/fingerprint/service-probe.ts'
import { imap } from '../../../../src/fingerprint/services/imap.ts'
import { imap as said } from '../../../fixtures/services/imap.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const context = { transport: 'tcp', probe: 'listen' } as const
const hello = { address: '192.0.2.1', port: 143, tls: false, random: () => 0 }
const match = (text: string): Match | undefined => imap.matchers[0]!(bytes(text), context)

it('reads the greeting and the capabilities in it', () => {
  const found = match(said.greeting)!
  expect(found).toMatchObject({
    name: 'imap',
    product: 'Dovecot',
    os: 'Debian',
    confidence: 'structured',
    details: { greeting: 'OK', text: 'Dovecot (Debian) ready.', starttls: true },
  })
  expect(found.details!['capabilities']).toContain('IMAP4REV1')
})

it('knows servers that refuse, and those where everybody is logged in', () => {
  expect(match('* BYE Too many connections\r\n')!.details).toMatchObject({ greeting: 'BYE' })
  expect(match('* PREAUTH mail.example.test Cyrus IMAP 3.6.1 server ready\r\n')).toMatchObject({
    product: 'Cyrus IMAP',
    version: '3.6.1',
    hostname: 'mail.example.test',
    details: { greeting: 'PREAUTH' },
  })
  expect(imap.detail!(match('* BYE no\r\n')!, 0, hello)).toBeUndefined()
})

it('knows its complaint about a foreign command', () => {
  expect(match(said.toForeign)).toMatchObject({ name: 'imap', confidence: 'pattern' })
  expect(match('GET BAD luck\r\n')).toBeUndefined()
  expect(match('* OKAY\r\n')).toBeUndefined()
})

it('asks for capabilities, then for its name', () => {
  const known = match('* OK ready\r\n')!
  const first = imap.detail!(known, 0, hello)!
  expect(first.enough!(bytes('* CAPABILITY IMAP4rev1\r\n'))).toBe(false)
  expect(first.enough!(bytes(said.capability))).toBe(true)
  const capable = first.merge(known, bytes(said.capability), context)
  expect(capable.details).toMatchObject({ starttls: true })
  const second = imap.detail!(capable, 1, hello)!
  expect(second.enough!(bytes(said.id))).toBe(true)
  expect(second.enough!(bytes('a2 BAD what?\r\n'))).toBe(true)
  expect(second.merge(capable, bytes(said.id), context)).toMatchObject({
    product: 'Dovecot',
    details: { id: { name: 'Dovecot' }, starttls: true },
  })
  expect(imap.detail!(capable, 2, hello)).toBeUndefined()
  const mute = { ...capable, details: { greeting: 'OK', capabilities: ['IMAP4REV1'] } }
  expect(imap.detail!(mute, 1, hello)).toBeUndefined()
})

it('reads quoted, absent and odd ID fields', () => {
  const known = match('* OK ready\r\n')!
  const { merge } = imap.detail!(known, 1, hello)!
  const answer =
    '* ID ("name" "Acme \\"Mail\\"" "version" "4.2" "os" NIL "__proto__" "x" "vendor" "Acme")\r\na2 OK\r\n'
  const found = merge(known, bytes(answer), context)
  expect(found).toMatchObject({ product: 'Acme "Mail"', version: '4.2', vendor: 'Acme' })
  expect(Object.keys(found.details!['id'] as object)).toEqual(['name', 'version', '__proto__', 'vendor'])
  expect(Object.prototype).not.toHaveProperty('x')
  expect(merge(known, bytes('* ID NIL\r\na2 OK\r\n'), context)).toBe(known)
})

it('goes over to TLS', () => {
  expect(imap.startTls!.offered(match(said.greeting)!)).toBe(true)
  expect(imap.startTls!.accepted!(bytes('a3 OK Begin TLS negotiation now.\r\n'))).toBe(true)
  expect(imap.startTls!.accepted!(bytes('a3 BAD no\r\n'))).toBe(false)
})
