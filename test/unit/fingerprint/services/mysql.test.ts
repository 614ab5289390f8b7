import { describe, expect, it } from 'vitest'
import type { Match } from '../../../../src/fingerprint/service-probe.ts'
import { mysql } from '../../../../src/fingerprint/services/mysql.ts'
import { mysql as said } from '../../../fixtures/services/mysql.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const context = { transport: 'tcp', probe: 'listen' } as const
const match = (answer: Uint8Array): Match | undefined =>
  mysql.matchers.map((matcher) => matcher(answer, context)).find((found) => found !== undefined)

function packet(body: string, number = 0): Buffer {
  return Buffer.concat([Buffer.from([body.length & 0xff, body.length >> 8, 0, number]), bytes(body)])
}

function handshake(version: string): Buffer {
  return packet(
    `\x0a${version}\0\x2a\0\0\0abcdefgh\0\xff\xff\x21\x02\0\x0f\0\x15${'\0'.repeat(10)}ijklmnopqrst\0`,
  )
}

function refusal(code: number, text: string): Buffer {
  return packet(`\xff${String.fromCharCode(code & 0xff, code >> 8)}${Buffer.from(text).toString('latin1')}`)
}

describe('the handshake', () => {
  it('tells product, version, TLS and plugin', () => {
    expect(match(bytes(said.handshake))).toMatchObject({
      name: 'mysql',
      product: 'MariaDB',
      version: '10.11.19',
      os: 'Debian',
      confidence: 'verified',
      details: {
        protocol: 10,
        serverVersion: '5.5.5-10.11.19-MariaDB-0+deb12u1',
        connectionId: 9,
        starttls: true,
        authPlugin: 'mysql_native_password',
      },
    })
  })

  it.each([
    ['8.0.36', 'MySQL', '8.0.36'],
    ['5.7.44-log', 'MySQL', '5.7.44'],
    ['8.0.36-28', 'Percona Server', '8.0.36-28'],
    ['5.5.5-10.6.16-MariaDB-log', 'MariaDB', '10.6.16'],
  ])('of %s', (version, product, number) => {
    expect(match(handshake(version))).toMatchObject({ product, version: number })
  })

  it('must have a length that fits, protocol 10, a text and the filler', () => {
    const whole = bytes(said.handshake)
    expect(match(whole.subarray(0, -1))).toBeUndefined()
    for (const [at, value] of [
      [0, 0xff],
      [3, 9],
      [4, 9],
      [4 + 33 + 13, 1],
    ] as const) {
      const broken = Buffer.from(whole)
      broken[at] = value
      expect([at, match(broken)]).toEqual([at, undefined])
    }
    expect(match(handshake('\x01\x02'))).toBeUndefined()
  })

  it('is enough when the packet is whole', () => {
    expect(mysql.enough!(bytes(said.handshake).subarray(0, 40))).toBe(false)
    expect(mysql.enough!(bytes(said.handshake))).toBe(true)
  })
})

describe('an error in the place of the handshake', () => {
  it.each([
    [1130, "Host '192.0.2.7' is not allowed to connect to this MariaDB server", 'MariaDB'],
    [1129, "Host '192.0.2.7' is blocked; unblock with 'mysqladmin flush-hosts'", 'MySQL'],
    [1040, 'Too many connections', 'MySQL'],
    [1040, 'Příliš mnoho spojení', 'MySQL'],
  ])('%i %s', (code, message, product) => {
    expect(match(refusal(code, message))).toMatchObject({
      name: 'mysql',
      product,
      info: message,
      details: { error: { code, message } },
    })
  })

  it('may come later, and says no product then', () => {
    const found = match(bytes(said.toForeign))!
    expect(found.details).toEqual({
      error: { code: 1156, sqlState: '08S01', message: 'Got packets out of order' },
    })
    expect(found).not.toHaveProperty('product')
  })

  it('must have a number of an error and a text', () => {
    expect(match(refusal(12, 'Too many connections'))).toBeUndefined()
    expect(match(packet('\xff\x10\x04\x80\x81\x82\x83\x84'))).toBeUndefined()
  })
})

it('asks for TLS with a request that is not answered', () => {
  expect(mysql.startTls!.send).toHaveLength(36)
  expect(mysql.startTls!.accepted).toBeUndefined()
  expect(mysql.startTls!.offered(match(bytes(said.handshake))!)).toBe(true)
  // CLIENT_SSL | CLIENT_PROTOCOL_41 | CLIENT_SECURE_CONNECTION
  expect(Buffer.from(mysql.startTls!.send).readUInt32LE(4)).toBe(0x0800 | 0x0200 | 0x8000)
})
