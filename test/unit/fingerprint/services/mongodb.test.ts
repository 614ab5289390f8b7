import { expect, it } from 'vitest'
import type { AnswerContext, Match } from '../../../../src/fingerprint/service-probe.ts'
import { mongodb } from '../../../../src/fingerprint/services/mongodb.ts'
import { parseBson } from '../../../../src/fingerprint/services/bson.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { mongodb as said } from '../../../fixtures/services/mongodb.ts'

const hello = { address: '192.0.2.1', port: 27017, tls: false, random: () => 0.5 }
const sent = mongodb.hello!(hello)
const context = { transport: 'tcp', probe: 'mongodb', sent } as const
const match = (text: string, more: AnswerContext = context): Match | undefined =>
  mongodb.matchers.map((matcher) => matcher(bytes(text), more)).find((found) => found !== undefined)

it('asks as drivers do, in lengths that fit', () => {
  const words = Buffer.from(sent)
  expect(words.readInt32LE(0)).toBe(words.length)
  expect([words.readInt32LE(8), words.readInt32LE(12)]).toEqual([0, 2004])
  expect([...parseBson(words.subarray(39))!]).toEqual([
    ['isMaster', 1],
    ['helloOk', true],
  ])
})

it('reads what kind of member answers', () => {
  expect(match(said.hello)).toMatchObject({
    name: 'mongodb',
    confidence: 'verified',
    details: { minWireVersion: 0, maxWireVersion: 17, role: 'standalone', readOnly: false },
  })
  expect(match(said.secondary)?.details).toEqual({
    minWireVersion: 0,
    maxWireVersion: 5,
    role: 'secondary',
    set: 'rs0',
    me: 'db2.example:27017',
  })
  expect(match(said.router)?.details).toMatchObject({ role: 'router' })
})

it.each([
  ['another id', said.hello.replaceAll('\x80', '\x81')],
  ['a byte less', said.hello.slice(0, -1)],
  ['a byte more', `${said.hello}\0`],
  ['another kind', said.hello.replace('\x01\0\0\0\x08', '\x02\0\0\0\x08')],
])('refuses an answer with %s', (_what, text) => {
  expect(match(text)).toBeUndefined()
})

it('knows its sentence for browsers, and nobody else for saying so', () => {
  const foreign = { transport: 'tcp', probe: 'http' } as const
  expect(match(said.toHttp, foreign)).toMatchObject({
    name: 'mongodb',
    product: 'MongoDB',
    confidence: 'verified',
  })
  expect(match(said.toHttp.replace('\r\n\r\n', '\r\n\r\n<p>'), foreign)).toBeUndefined()
  expect(match(said.hello, foreign)).toBeUndefined()
})

it('asks for the version in the way that the server knows', () => {
  const known = match(said.hello)!
  const step = mongodb.detail!(known, 0, hello)!
  expect(Buffer.from(step.send).readInt32LE(12)).toBe(2013)
  expect(Buffer.from(step.send).readInt32LE(0)).toBe(step.send.length)
  expect(Buffer.from(mongodb.detail!(match(said.secondary)!, 0, hello)!.send).readInt32LE(12)).toBe(2004)
  expect(step.enough!(bytes(said.buildInfo.slice(0, 100)))).toBe(false)
  expect(step.enough!(bytes(said.buildInfo))).toBe(true)
  expect(step.merge(known, bytes(said.buildInfo), context)).toMatchObject({
    product: 'MongoDB',
    version: '6.0.14',
    os: 'Linux',
    cpe: ['cpe:2.3:a:mongodb:mongodb:6.0.14:*:*:*:*:*:*:*'],
    details: {
      maxWireVersion: 17,
      modules: ['enterprise'],
      gitVersion: '25225db95574916fecab3af75b184409f8713aef',
      storageEngines: ['devnull', 'ephemeralForTest', 'wiredTiger'],
    },
  })
  const like = step.merge(known, bytes(said.likeMongodb), context)
  expect([like.product, like.version, like.info]).toEqual([undefined, undefined, 'as MongoDB 4.0.0'])
  expect(step.merge(known, bytes(said.ferretdb), context)).toMatchObject({
    product: 'FerretDB',
    version: '2.1.0',
  })
  expect(step.merge(known, bytes(said.unauthorized), context).details).toMatchObject({ authRequired: true })
  expect(step.merge(known, bytes('HTTP/1.0 200 OK\r\n\r\n'), context)).toBe(known)
  expect(mongodb.detail!(known, 1, hello)).toBeUndefined()
})
