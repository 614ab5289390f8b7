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

describe('which of many it is', () => {
  const hello = { address: '192.0.2.1', port: 53, tls: false, random: () => 0.5 }
  const known = match(bytes(said.unbound))!
  // What BIND 9.18.49 said: it has no id.server of its own, but the older name.
  const none =
    '\x80\0\x84\0\0\x01\0\0\0\x01\0\0\x02id\x06server\0\0\x10\0\x03\xc0\x0c\0\x06\0\x03\0\x01Q\x80\0#\xc0\x0c\nhostmaster\xc0\x0c\0\0\0\0\0\0p\x80\0\0\x1c \0\t:\x80\0\x01Q\x80'
  const older =
    '\x80\0\x84\0\0\x01\0\x01\0\x01\0\0\x08hostname\x04bind\0\0\x10\0\x03\xc0\x0c\0\x10\0\x03\0\0\0\0\0\x0e\rzoo.localhost\xc0\x0c\0\x02\0\x03\0\0\0\0\0\x02\xc0\x0c'

  it('asks by both names, over TCP and UDP', () => {
    const [first, second] = [0, 1].map((step) => dns.datagramDetail!(known, step, hello)!)
    expect(first!.merge(known, bytes(none), { transport: 'udp' })).toEqual(known)
    expect(second!.merge(known, bytes(older), { transport: 'udp' }).details).toMatchObject({
      versionText: 'unbound 1.17.1',
      serverId: 'zoo.localhost',
    })
    const inStream = dns.detail!(known, 1, hello)!
    const framed = Buffer.concat([Buffer.from([0, older.length]), bytes(older)])
    expect(inStream.enough!(framed.subarray(0, -1))).toBe(false)
    expect(inStream.enough!(framed)).toBe(true)
    const found = inStream.merge(known, framed, context)
    expect(found.details).toMatchObject({ serverId: 'zoo.localhost' })
    expect(dns.detail!(found, 1, hello)).toBeUndefined()
    expect(dns.detail!(known, 2, hello)).toBeUndefined()
  })

  it('takes no answer to another question, and asks nobody who hides the version', () => {
    const step = dns.datagramDetail!(known, 1, hello)!
    expect(step.merge(known, bytes(`\0${older.slice(1)}`), { transport: 'udp' })).toEqual(known)
    expect(step.merge(known, bytes(''), { transport: 'udp' })).toEqual(known)
    expect(dns.detail!(match(bytes(said.hidden))!, 0, hello)).toBeUndefined()
  })
})

describe('other words, framed as a query is', () => {
  // What gdnsd says to the first words of OpenVPN: their id and opcode, and that it is no query.
  const words = Buffer.from('000e381fa8000000000000000000000000', 'hex').subarray(0, 16)
  const other = { transport: 'tcp', probe: 'openvpn', sent: words } as const
  const refusal = Buffer.from('000c381fa801000000000000000000', 'hex').subarray(0, 14)
  const hello = { address: '192.0.2.1', port: 1, tls: false, random: () => 0.5 }

  it('are refused with their own id and opcode', () => {
    expect(match(refusal, other)).toMatchObject({
      name: 'dns',
      confidence: 'verified',
      details: { rcode: 1 },
    })
    const [id, opcode] = [Buffer.from(refusal), Buffer.from(refusal)]
    id[3] = 0x20
    opcode[4] = 0x80
    expect(match(id, other)).toBeUndefined()
    expect(match(opcode, other)).toBeUndefined()
  })

  it('are followed by the question itself', () => {
    const known = match(refusal, other)!
    const step = dns.detail!(known, 0, hello)!
    expect([Buffer.from(step.send), step.fresh]).toEqual([Buffer.from(sent), true])
    const better = step.merge(known, bytes(said.bind), { transport: 'tcp', probe: 'dns' })
    expect(better).toMatchObject({ product: 'BIND', details: { rcode: 0 } })
    expect(step.merge(known, bytes('?'), { transport: 'tcp', probe: 'dns' })).toBe(known)
    expect(dns.detail!(known, 1, hello)).toBeUndefined()
  })
})
