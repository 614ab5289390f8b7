import { describe, expect, it } from 'vitest'
import type { Match } from '../../../../src/fingerprint/service-probe.ts'
import { postgresql, type PostgresqlDetails } from '../../../../src/fingerprint/services/postgresql.ts'
import { postgresql as said } from '../../../fixtures/services/postgresql.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const context = { transport: 'tcp', probe: 'postgresql' } as const
const hello = { address: '192.0.2.1', port: 5432, tls: false, random: () => 0 }
const match = (text: string, probe = 'postgresql'): Match | undefined =>
  postgresql.matchers
    .map((matcher) => matcher(bytes(text), { ...context, probe }))
    .find((found) => found !== undefined)

it('reads the one byte that answers its SSLRequest, and nobody else’s', () => {
  expect([...postgresql.hello!(hello)]).toEqual([0, 0, 0, 8, 4, 210, 22, 47])
  expect(match(said.sslYes)).toMatchObject({
    name: 'postgresql',
    confidence: 'structured',
    details: { starttls: true },
  })
  expect(match(said.sslNo)).toMatchObject({ details: { starttls: false } })
  expect(match(said.sslYes, 'http')).toBeUndefined()
  expect(match('SS')).toBeUndefined()
})

it('reads an error, whatever it answers', () => {
  expect(match(said.unsupported15, 'http')).toMatchObject({
    name: 'postgresql',
    product: 'PostgreSQL',
    confidence: 'verified',
    details: {
      error: {
        severity: 'FATAL',
        code: '0A000',
        file: 'postmaster.c',
        line: 2184,
        routine: 'ProcessStartupPacket',
      },
    },
  })
  expect(match(said.cockroach)).toMatchObject({ product: 'CockroachDB' })
  expect(match(said.pgbouncer)).toMatchObject({ product: 'PgBouncer' })
  expect(match(said.unsupported15.replace('postmaster.c', 'postnobody.c'))!.product).toBeUndefined()
  expect(match(said.unsupported15.slice(0, -1))).toBeUndefined()
  expect(match(`${said.unsupported15.slice(0, -2)}xx`)).toBeUndefined()
})

describe('the version range', () => {
  const range = (text: string): unknown => (match(text)!.details as PostgresqlDetails).versions
  it.each([
    [said.unsupported94, '7.4', '9.5'],
    [said.unsupported13, '9.6', '13'],
    [said.unsupported15, '14', '16'],
    [said.unsupported17, '17', '17'],
    [said.unsupported18, '18', undefined],
  ])('%j', (text, from, to) => {
    expect(range(text)).toEqual({ from, ...(to !== undefined && { to }) })
  })
  it('is not guessed from a text in another language', () => {
    expect(range(said.localized)).toBeUndefined()
    expect(match(said.localized)!.details).toMatchObject({ error: { message: 'nicht unterstützt' } })
  })
})

it('asks for versions, then how an invented user would log in', () => {
  const known = match(said.sslYes)!
  const first = postgresql.detail!(known, 0, hello)!
  // A server that said "S" waits for TLS: only a new connection can ask.
  expect(first.fresh).toBe(true)
  expect(postgresql.detail!(match(said.sslNo)!, 0, hello)!.fresh).toBe(false)
  expect(Buffer.from(first.send).readUInt32BE(0)).toBe(first.send.length)
  const versed = first.merge(known, bytes(said.unsupported15), context)
  expect(versed).toMatchObject({
    product: 'PostgreSQL',
    info: 'PostgreSQL 14 to 16',
    details: { starttls: true },
  })
  const second = postgresql.detail!(versed, 1, hello)!
  expect(second.fresh).toBe(true)
  expect(second.merge(versed, bytes(said.scram), context).details).toMatchObject({
    starttls: true,
    auth: 'sasl',
    mechanisms: ['SCRAM-SHA-256-PLUS', 'SCRAM-SHA-256'],
    versions: { from: '14', to: '16' },
  })
  expect(second.merge(versed, bytes(said.md5), context).details).toMatchObject({ auth: 'md5' })
  expect(second.merge(versed, bytes(said.noEntry), context).details).toMatchObject({
    auth: 'refused',
    error: { code: '28000' },
  })
  expect(second.merge(versed, bytes('junk'), context)).toBe(versed)
  expect(second.merge(known, bytes(said.pgpool), context).product).toBe('Pgpool-II')
  expect(second.merge(versed, bytes(said.pgpool), context).product).toBe('PostgreSQL')
  expect(postgresql.detail!(versed, 2, hello)).toBeUndefined()
})

it('goes over to TLS on a new connection', () => {
  expect(postgresql.startTls).toMatchObject({ fresh: true })
  expect(postgresql.startTls!.offered(match(said.sslYes)!)).toBe(true)
  expect(postgresql.startTls!.offered(match(said.sslNo)!)).toBe(false)
  expect(postgresql.startTls!.accepted!(bytes('S'))).toBe(true)
})
