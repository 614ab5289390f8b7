import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { rpcbind } from '../../../../src/fingerprint/services/rpcbind.ts'
import { datagrams } from '../../../fixtures/services/datagrams.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const said = datagrams['rpcbind']!

function named(pair: { readonly sent: string; readonly received: string | Uint8Array }) {
  const received = typeof pair.received === 'string' ? bytes(pair.received) : pair.received
  return recognize(received, { transport: 'udp', probe: 'rpcbind', sent: bytes(pair.sent) }, [rpcbind])
}

it('reads the versions', () => {
  expect(named(said['versions']!)).toMatchObject({
    name: 'rpcbind',
    confidence: 'verified',
    details: { versions: [2, 4] },
  })
})

it('does without them', () => {
  const { sent } = said['versions']!
  const done = Buffer.concat([bytes(sent).subarray(0, 4), Buffer.from([0, 0, 0, 1]), Buffer.alloc(16)])
  expect(named({ sent, received: done })?.details).toEqual({})
})

it('is not a denied reply, another transaction, or a verifier out of bounds', () => {
  const { sent, received } = said['versions']!
  const change = (at: number, value: number): Buffer => {
    const answer = bytes(received)
    answer[at] = value
    return answer
  }
  for (const [at, value] of [
    [11, 1],
    [0, received.charCodeAt(0) ^ 1],
    [18, 0xff],
    [7, 0],
  ] as const)
    expect(named({ sent, received: change(at, value) })).toBeUndefined()
  expect(recognize(bytes(received), { transport: 'udp' }, [rpcbind])).toBeUndefined()
})
