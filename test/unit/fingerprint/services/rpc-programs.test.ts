import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import type { Match } from '../../../../src/fingerprint/service-probe.ts'
import { rpcbind } from '../../../../src/fingerprint/services/rpcbind.ts'

// What a real mountd of NFS-Ganesha 4.3 said to calls with this id: no such program, and versions 1 to 3 of its own.
const ID = 'aabbccdd'
const unavailable = Buffer.from(`80000018${ID}0000000100000000000000000000000000000001`, 'hex')
const versions = Buffer.from(`80000020${ID}00000001000000000000000000000000000000020000000100000003`, 'hex')

const bytesOfId = [...Buffer.from(ID, 'hex')]
const random = (): (() => number) => {
  let next = 0
  return () => bytesOfId[next++ % 4]! / 256
}
const hello = () => ({ address: '192.0.2.1', port: 40_000, tls: false, random: random() })
const sent = rpcbind.hello!(hello())
const named = (answer: Uint8Array, asked = sent) =>
  recognize(answer, { transport: 'tcp', probe: 'rpcbind', sent: asked }, [rpcbind])
const step = (known: Match, index: number) => rpcbind.detail!(known, index, hello())

it('knows that it is a program of ONC RPC, and then which', () => {
  const known = { ...named(unavailable)!, by: 'rpcbind' } as Match
  expect(known).toMatchObject({ name: 'rpc', confidence: 'verified' })
  const mountd = step(known, 0)!.merge(known, versions, { transport: 'tcp' })
  expect(mountd).toMatchObject({ name: 'mountd', details: { program: 100_005, versions: [1, 3] } })
  expect(step(mountd, 1)).toBeUndefined()
})

it('asks on where the answer is no again, and stays what it is where all are', () => {
  let known = named(unavailable) as Match
  for (let index = 0; index < 6; index++)
    known = step(known, index)!.merge(known, unavailable, { transport: 'tcp' })
  expect([known.name, step(known, 6)]).toEqual(['rpc', undefined])
})

it('does without versions, and takes no reply with another id', () => {
  const known = named(unavailable) as Match
  const done = Buffer.from(unavailable)
  done[27] = 0
  expect(step(known, 1)!.merge(known, done, { transport: 'tcp' })).toMatchObject({
    name: 'nfs',
    details: { program: 100_003 },
  })
  const other = Buffer.from(versions)
  other[4] = 0
  expect(step(known, 0)!.merge(known, other, { transport: 'tcp' })).toBe(known)
  expect(named(other)).toBeUndefined()
})

it('asks by datagram too, without the length', () => {
  const known = named(unavailable) as Match
  const next = rpcbind.datagramDetail!(known, 0, hello())!
  expect(next.send.length).toBe(40)
  expect(next.merge(known, versions.subarray(4), { transport: 'udp' }).name).toBe('mountd')
})
