import { expect, it } from 'vitest'
import type { AnswerContext, Match } from '../../../../src/fingerprint/service-probe.ts'
import { bolt } from '../../../../src/fingerprint/services/bolt.ts'
import { bolt as said } from '../../../fixtures/services/bolt.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const hello = { address: '192.0.2.1', port: 7687, tls: false, random: () => 0.5 }
const sent = bolt.hello!(hello)
const context = { transport: 'tcp', probe: 'bolt', sent } as const
const match = (text: string, more: AnswerContext = context): Match | undefined =>
  bolt.matchers.map((matcher) => matcher(bytes(text), more)).find((found) => found !== undefined)

it('offers four versions', () => {
  expect(Buffer.from(sent).toString('hex')).toBe(
    '6060b017' + '00040405' + '00020404' + '00000104' + '00000003',
  )
})

it.each([
  [said.version, '5.4'],
  [said.chosen, '5.3'],
  ['\0\0\0\x05', '5.0'],
  ['\0\0\x02\x04', '4.2'],
  [said.old, '4.1'],
  ['\0\0\0\x03', '3.0'],
])('knows the version that was chosen: %j', (text, protocol) => {
  expect(match(text)).toMatchObject({ name: 'bolt', confidence: 'structured', details: { protocol } })
})

it.each(['\0\0\x05\x05', '\0\0\0\x04', '\0\0\0\x01', '\0\x01\x04\x05', '\0\0\x04\x05\0', '\0\0\x04'])(
  'refuses what was not offered: %j',
  (text) => {
    expect(match(text)).toBeUndefined()
  },
)

it('takes "none of them" from its own port alone, and nothing that was not asked for', () => {
  expect(match(said.none)).toBeUndefined()
  expect(match(said.none, { ...context, port: 7687 })).toMatchObject({ confidence: 'pattern', details: {} })
  expect(match(said.version, { transport: 'tcp' })).toBeUndefined()
  expect(match(said.version, { transport: 'tcp', probe: 'http' })).toBeUndefined()
})

it('knows what it says over HTTP, with nothing in it', () => {
  const http = { transport: 'tcp', probe: 'http' } as const
  expect(match(said.overHttp, http)).toMatchObject({ name: 'bolt', confidence: 'verified' })
  expect(match(said.overHttp.replace('length: 0', 'length: 2') + '{}', http)).toBeUndefined()
  expect(match(said.overHttp.replace('vary: Accept\r\n', ''), http)).toBeUndefined()
})

it('asks who it is where that is no login', () => {
  const known = match(said.version)!
  const step = bolt.detail!(known, 0, hello)!
  expect(Buffer.from(step.send).readUInt16BE(0)).toBe(step.send.length - 4)
  expect(step.enough!(bytes(said.neo4j.slice(0, 20)))).toBe(false)
  expect(step.enough!(bytes(said.neo4j))).toBe(true)
  expect(step.merge(known, bytes(said.neo4j), context)).toMatchObject({
    product: 'Neo4j',
    version: '5.12.0',
    cpe: ['cpe:2.3:a:neo4j:neo4j:5.12.0:*:*:*:*:*:*:*'],
    details: { protocol: '5.4', agent: 'Neo4j/5.12.0' },
  })
  const memgraph = step.merge(known, bytes(said.memgraph), context)
  expect([memgraph.product, memgraph.version]).toEqual(['Memgraph', undefined])
  expect(step.merge(known, bytes(said.neo4j.replace('\x70', '\x7f')), context)).toBe(known)
  expect(bolt.detail!(match(said.old)!, 0, hello)).toBeUndefined()
  expect(bolt.detail!(match('\0\0\0\x05')!, 0, hello)).toBeUndefined()
})
