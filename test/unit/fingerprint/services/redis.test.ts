import { expect, it } from 'vitest'
import type { AnswerContext, Match } from '../../../../src/fingerprint/service-probe.ts'
import { redis } from '../../../../src/fingerprint/services/redis.ts'
import { redis as said } from '../../../fixtures/services/redis.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const hello = { address: '192.0.2.1', port: 6379, tls: false, random: () => 0.5 }
const sent = redis.hello!(hello)
const context = { transport: 'tcp', probe: 'redis', sent } as const
const match = (text: string, more: AnswerContext = context): Match | undefined =>
  redis.matchers.map((matcher) => matcher(bytes(text), more)).find((found) => found !== undefined)

it('is sure when its own word comes back', () => {
  expect(Buffer.from(sent).toString()).toBe('PING 80000000\r\n')
  expect(match(said.pong)).toMatchObject({
    name: 'redis',
    confidence: 'verified',
    details: { authRequired: false },
  })
  expect(match('$8\r\n80000001\r\n')).toBeUndefined()
  expect(match(said.pong, { transport: 'tcp' })).toBeUndefined()
  expect(match('+PONG\r\n')).toMatchObject({ confidence: 'structured' })
})

it.each([
  [said.noAuth, { authRequired: true, error: 'NOAUTH Authentication required.' }],
  ['-DENIED Redis is running in protected mode because …\r\n', { authRequired: true, protectedMode: true }],
  ['-ERR operation not permitted\r\n', { authRequired: true }],
  ['-LOADING Redis is loading the dataset in memory\r\n', { authRequired: false }],
])('knows refusals: %j', (text, details) => {
  expect(match(text)).toMatchObject({ name: 'redis', confidence: 'structured', details })
})

it('knows its answer to a foreign command, and leaves POP3 its own', () => {
  const foreign = { transport: 'tcp', probe: 'http' } as const
  expect(match(said.toForeign, foreign)?.name).toBe('redis')
  expect(match('-ERR Unknown command.\r\n', foreign)).toBeUndefined()
  expect(match('-ERR POP3 is closed\r\n', foreign)).toBeUndefined()
  expect(match("-ERR unknown command 'GET'\r\n", { ...foreign, port: 110 })).toBeUndefined()
})

it('asks for INFO where it may', () => {
  const known = match(said.pong)!
  const step = redis.detail!(known, 0, hello)!
  expect(step.enough!(bytes(said.info.slice(0, 300)))).toBe(false)
  expect(step.enough!(bytes(said.info))).toBe(true)
  expect(step.enough!(bytes(said.noAuth))).toBe(true)
  const found = step.merge(known, bytes(said.info), context)
  expect(found).toMatchObject({
    product: 'Redis',
    version: '7.0.15',
    cpe: ['cpe:2.3:a:redis:redis:7.0.15:*:*:*:*:*:*:*'],
    details: { mode: 'standalone', authRequired: false },
  })
  expect(found.os).toMatch(/^Linux /)
  expect(redis.detail!(found, 1, hello)).toBeUndefined()
  expect(redis.detail!(match(said.noAuth)!, 0, hello)).toBeUndefined()
})

it.each([
  ['valkey_version:8.0.1\r\nredis_version:7.2.4\r\nserver_mode:cluster', 'Valkey', '8.0.1'],
  ['redis_version:6.2.11\r\ndragonfly_version:df-v1.15.0', 'Dragonfly', '1.15.0'],
  ['redis_version:6.3.4\r\nexecutable:/usr/bin/keydb-server', 'KeyDB', '6.3.4'],
  ['redis_version:7.0.0\r\nkvrocks_version:2.8.0', 'Kvrocks', '2.8.0'],
  ['redis_version:__proto__', 'Redis', '__proto__'],
])('tells relatives apart: %s', (info, product, version) => {
  const known = match('+PONG\r\n')!
  const answer = bytes(`$${info.length}\r\n${info}\r\n`)
  expect(redis.detail!(known, 0, hello)!.merge(known, answer, context)).toMatchObject({ product, version })
})

it('asks HELLO where INFO was refused', () => {
  const known = match('+PONG\r\n')!
  const refused = redis.detail!(known, 0, hello)!.merge(
    known,
    bytes("-ERR unknown command 'INFO'\r\n"),
    context,
  )
  const second = redis.detail!(refused, 1, hello)!
  expect(Buffer.from(second.send).toString()).toBe('HELLO 3\r\n')
  expect(second.merge(refused, bytes(said.hello), context)).toMatchObject({
    product: 'Redis',
    version: '7.0.15',
    details: { mode: 'standalone', role: 'master' },
  })
  expect(second.merge(refused, bytes(said.helloNoAuth), context).details).toMatchObject({
    authRequired: true,
  })
})
