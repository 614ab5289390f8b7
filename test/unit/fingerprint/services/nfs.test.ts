import { expect, it } from 'vitest'
import type { Match } from '../../../../src/fingerprint/service-probe.ts'
import { nfs } from '../../../../src/fingerprint/services/nfs.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { nfs as said } from '../../../fixtures/services/nfs.ts'

const hello = { address: '192.0.2.1', port: 2049, tls: false, random: () => 0.5 }
const sent = nfs.hello!(hello)
const match = (answer: Uint8Array, asked: Uint8Array = sent): Match | undefined =>
  nfs.matchers[0]!(answer, { transport: 'tcp', probe: 'nfs', sent: asked })

it('reads the versions', () => {
  expect(match(bytes(said.versions))).toMatchObject({
    name: 'nfs',
    confidence: 'verified',
    details: { program: 100_003, versions: [3, 4] },
  })
})

it('does without them', () => {
  const done = Buffer.concat([
    Buffer.from([0x80, 0, 0, 24]),
    sent.subarray(4, 8),
    Buffer.from([0, 0, 0, 1]),
    Buffer.alloc(16),
  ])
  expect(match(done)?.details).toEqual({ program: 100_003 })
})

it('is no answer to another program, with another id, refused, or of another length', () => {
  const rpcbind = Buffer.from(sent)
  rpcbind.writeUInt32BE(100_000, 16)
  expect(match(bytes(said.versions), rpcbind)).toBeUndefined()
  for (const [at, value] of [
    [3, 0],
    [4, 0],
    [11, 0],
    [15, 1],
    [22, 0xff],
    [27, 1],
  ] as const) {
    const answer = bytes(said.versions)
    answer[at] = value
    expect([at, match(answer)]).toEqual([at, undefined])
  }
  for (const context of [
    { transport: 'tcp' },
    { transport: 'tcp', probe: 'http' },
    { transport: 'udp' },
  ] as const)
    expect(nfs.matchers[0]!(bytes(said.versions), context)).toBeUndefined()
})

it('takes whole records', () => {
  for (let length = 0; length < said.versions.length; length++) {
    const part = bytes(said.versions).subarray(0, length)
    expect([match(part), nfs.enough!(part)]).toEqual([undefined, false])
  }
  expect(nfs.enough!(bytes(said.versions))).toBe(true)
})
