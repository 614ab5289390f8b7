import { describe, expect, it } from 'vitest'
import type { AnswerContext, Match } from '../../../../src/fingerprint/service-probe.ts'
import { dns } from '../../../../src/fingerprint/services/dns.ts'
import { dns as said } from '../../../fixtures/services/dns.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const sent = dns.hello!({ address: '192.0.2.1', port: 53, tls: false, random: () => 0.5 })
const context = { transport: 'tcp', probe: 'dns', sent } as const
const match = (answer: Uint8Array, more: AnswerContext = context): Match | undefined =>
  dns.matchers[0]!(answer, more)

/** The recorded answer of BIND with some bytes set: offsets from the message's start. */
function changed(...changes: readonly (readonly [at: number, value: number])[]): Buffer {
  const answer = bytes(said.bind)
  answer.writeUInt16BE(answer.length - 2)
  for (const [at, value] of changes) answer[at + 2] = value
  return answer
}

it('asks for version.bind TXT CH, after its length', () => {
  expect(Buffer.from(sent).toString('hex')).toBe(
    '001e800000000001000000000000' + '0776657273696f6e0462696e6400' + '00100003',
  )
})

it('knows BIND by its own zone where the version is hidden', () => {
  const found = match(bytes(said.hidden))
  expect(found).toMatchObject({ product: 'BIND', details: { rcode: 0 } })
  expect(found).not.toHaveProperty('version')
  for (const other of [
    said.hidden.replace('hostmaster', 'postmaster'),
    said.hidden.replace('\0\x06\0', '\0\x02\0'),
  ])
    expect(match(bytes(other))).not.toHaveProperty('product')
})

it('reads the version and the flags', () => {
  expect(match(bytes(said.bind))).toMatchObject({
    name: 'dns',
    product: 'BIND',
    version: '9.18.49',
    os: 'Debian',
    confidence: 'verified',
    details: {
      rcode: 0,
      recursionAvailable: false,
      authoritative: true,
      versionText: '9.18.49-1~deb12u3-Debian',
    },
  })
  expect(match(bytes(said.unbound))).toMatchObject({
    product: 'Unbound',
    version: '1.17.1',
    details: { recursionAvailable: true },
  })
})

describe('an answer must be one to the question', () => {
  it.each([
    ['another id', changed([1, 1])],
    ['a query', changed([2, 0x04])],
    ['another opcode', changed([2, 0x95])],
    ['another question', changed([13, 0x78])],
    ['two questions', changed([5, 2])],
    ['a length that does not fit', changed().subarray(0, -1)],
  ])('not %s', (_what, answer) => {
    expect(match(answer)).toBeUndefined()
  })

  it('is less sure where it is unknown what was sent', () => {
    expect(match(bytes(said.bind), { transport: 'tcp' })).toMatchObject({ confidence: 'structured' })
  })
})

it.each([
  ['refused', 5],
  ['not implemented', 4],
  ['server failure', 2],
])('names a server that answers %s', (_what, rcode) => {
  const answer = Buffer.concat([changed([3, rcode], [7, 0], [9, 0]).subarray(0, 2 + 12 + 18)])
  answer.writeUInt16BE(answer.length - 2)
  expect(match(answer)).toMatchObject({ name: 'dns', confidence: 'verified', details: { rcode } })
})

it('names a server that leaves the question out of an error, only by its id', () => {
  const bare = Buffer.from([0, 12, 0x80, 0, 0x80, 0x01, 0, 0, 0, 0, 0, 0, 0, 0])
  expect(match(bare)).toMatchObject({ name: 'dns', details: { rcode: 1 } })
  expect(match(bare, { transport: 'tcp' })).toBeUndefined()
})

it('reads records that lie about themselves', () => {
  // The pointer of the answer's name turned on itself; a record longer than the message; a string longer than its record.
  expect(match(changed([31, 30]))?.name).toBe('dns')
  expect(match(changed([40, 0xff]))?.details).not.toHaveProperty('versionText')
  expect(match(changed([42, 0xff]))?.details!['versionText']).toBe('9.18.49-1~deb12u3-Debian')
})
