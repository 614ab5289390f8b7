import { expect, it } from 'vitest'
import { msSqlM } from '../../../../src/fingerprint/services/ms-sql-m.ts'
import { datagrams } from '../../../fixtures/services/datagrams.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const { sent, received } = datagrams['ms-sql-m']!['express']!
const context = { transport: 'udp', probe: 'ms-sql-m', sent: bytes(sent) } as const
const match = (text: string, more: Parameters<(typeof msSqlM.matchers)[0]>[1] = context) =>
  msSqlM.matchers[0]!(bytes(text), more)

it('asks for one instance at a time', () => {
  const hello = { address: '192.0.2.1', port: 1434, tls: false, random: () => 0.5 }
  expect(msSqlM.datagrams!.map((say) => Buffer.from(say(hello)).toString('latin1'))).toEqual([
    '\x04MSSQLSERVER\0',
    '\x04SQLEXPRESS\0',
  ])
})

it('reads the instance', () => {
  expect(match(received)).toMatchObject({
    name: 'ms-sql-m',
    version: '15.0.2000.5',
    hostname: 'DBHOST',
    details: { instance: 'SQLEXPRESS', clustered: false, tcp: 49_721 },
    confidence: 'verified',
  })
})

it('takes no answer about another instance, none that is cut off, none over TCP', () => {
  expect(match(received, { ...context, sent: bytes('\x04MSSQLSERVER\0') })).toBeUndefined()
  expect(match(received.slice(0, -1))).toBeUndefined()
  expect(match(received, { ...context, transport: 'tcp' })).toBeUndefined()
})
