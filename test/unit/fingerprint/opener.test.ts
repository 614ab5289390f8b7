import { describe, expect, test } from 'vitest'
import { openerFor } from '../../../src/fingerprint/opener.ts'
import { commonServices } from '../../../src/fingerprint/services/index.ts'
import type { Opening } from '../../../src/model/result.ts'

const opener = openerFor(commonServices, { random: () => 0.5 })
const opening = (port: number, open = opener): Opening | undefined =>
  open({ address: '192.0.2.1', family: 4, port, transport: 'tcp' })

describe('the opening', () => {
  test.each([22, 25, 21, 110, 143, 3306])('listens on port %i, where servers greet first', (port) => {
    expect(opening(port)).toMatchObject({ probe: 'listen' })
    expect(opening(port)?.bytes).toBeUndefined()
  })

  test.each([9100, 502, 102, 47_808, 515])('never speaks on port %i', (port) => {
    expect(opening(port)).toEqual({ probe: 'listen' })
  })

  test.each([
    [6379, 'redis'],
    [11_211, 'memcached'],
    [5432, 'postgresql'],
    [53, 'dns'],
    [80, 'http'],
    [4321, 'http'],
  ])('on port %i is the hello of %s', (port, probe) => {
    expect(opening(port)?.probe).toBe(probe)
    expect(opening(port)!.bytes!.length).toBeGreaterThan(0)
  })

  test.each([
    [443, 'http', ['http/1.1', 'http/1.0']],
    [636, 'ldap', []],
  ])('on port %i is said inside TLS', (port, probe, alpn) => {
    expect(opening(port)).toMatchObject({ probe, tls: { alpn } })
    expect(opening(port)!.bytes!.length).toBeGreaterThan(0)
  })

  test.each([993, 8883])('is none on port %i, where TLS is spoken and much is said inside', (port) => {
    expect(opening(port)).toBeUndefined()
  })

  test('is plain on TLS ports where TLS must not be spoken', () => {
    const plain = opening(443, openerFor(commonServices, { random: () => 0.5, tls: false }))
    expect(plain?.probe).toBe('http')
    expect(plain?.tls).toBeUndefined()
  })

  test('is patience where a probe of a user fails to make its words', () => {
    const probe = { name: 'own', ports: [7070], rarity: 1, matchers: [] }
    const broken = {
      ...probe,
      hello: (): never => {
        throw new Error('bug')
      },
    }
    expect(opening(7070, openerFor([broken], { random: () => 0.5 }))).toEqual({ probe: 'listen' })
    const text = { ...probe, hello: () => 'HELLO' as never }
    expect(opening(7070, openerFor([text], { random: () => 0.5 }))).toEqual({ probe: 'listen' })
  })

  test('takes the first bytes where a probe of a user fails to say whether they are enough', () => {
    const enough = (): never => {
      throw new Error('bug')
    }
    const probe = {
      name: 'own',
      ports: [7070],
      rarity: 1,
      matchers: [],
      hello: () => Buffer.from('HI'),
      enough,
    }
    expect(opening(7070, openerFor([probe], { random: () => 0.5 }))?.enough?.(Buffer.from('x'))).toBe(true)
  })

  test('is patience where no probe has words', () => {
    expect(opening(4321, openerFor([], { random: () => 0.5 }))).toEqual({ probe: 'listen' })
  })
})
