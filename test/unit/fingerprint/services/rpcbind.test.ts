import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { rpcbind } from '../../../../src/fingerprint/services/rpcbind.ts'
import { datagrams } from '../../../fixtures/services/datagrams.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { rpcbind as overTcp } from '../../../fixtures/services/rpcbind.ts'

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

const hello = { address: '192.0.2.1', port: 111, tls: false, random: () => 0.5 }
const sentOverTcp = rpcbind.hello!(hello)
const over = (text: string, sent: Uint8Array | undefined = sentOverTcp, probe = 'rpcbind') =>
  recognize(bytes(text), { transport: 'tcp', probe, ...(sent && { sent }) }, [rpcbind])

it('reads the versions over TCP, in a record that is whole', () => {
  expect(over(overTcp.versions)).toMatchObject({ confidence: 'verified', details: { versions: [2, 4] } })
  expect(over(overTcp.versions.slice(0, -1))).toBeUndefined()
  expect(over(overTcp.versions.replace('\x80\x80', '\x80\x81'))).toBeUndefined()
})

it('is not the reply of another program', () => {
  const toNfs = Buffer.from(sentOverTcp)
  toNfs.writeUInt32BE(100_003, 16)
  expect(over(overTcp.versions, toNfs, 'nfs')).toBeUndefined()
})

it('lists what is registered', () => {
  const known = rpcbind.matchers[0]!(bytes(overTcp.versions), {
    transport: 'tcp',
    probe: 'rpcbind',
    sent: sentOverTcp,
  })!
  const step = rpcbind.detail!(known, 0, hello)!
  expect(step.enough!(bytes(overTcp.programs.slice(0, 150)))).toBe(false)
  expect(step.enough!(bytes(overTcp.programs))).toBe(true)
  const context = { transport: 'tcp', probe: 'rpcbind' } as const
  expect(step.merge(known, bytes(overTcp.programs), context)).toMatchObject({
    product: 'rpcbind',
    details: {
      versions: [2, 4],
      programs: [
        { program: 100_000, name: 'rpcbind', version: 4, netid: 'tcp6', port: 111 },
        { program: 100_000, name: 'rpcbind', version: 2, netid: 'tcp', port: 111 },
        { program: 100_000, name: 'rpcbind', version: 4, netid: 'local', path: '/run/rpcbind.sock' },
      ],
    },
  })
  // A list that ends too soon is read as far as it goes; another id is not read.
  const cut = step.merge(known, bytes(overTcp.programs.slice(0, 90)), context)
  expect(cut.details?.['programs']).toHaveLength(1)
  expect(step.merge(known, bytes(overTcp.programs.replace('\x80\x80', '\x80\x81')), context)).toBe(known)
  expect(rpcbind.detail!({ ...known, details: { versions: [2, 2] } }, 0, hello)).toBeUndefined()
})
