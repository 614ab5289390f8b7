import { describe, expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { stun } from '../../../../src/fingerprint/services/stun.ts'
import { datagrams } from '../../../fixtures/services/datagrams.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const said = datagrams['stun']!

function named(pair: { readonly sent: string; readonly received: string | Uint8Array }) {
  const received = typeof pair.received === 'string' ? bytes(pair.received) : pair.received
  return recognize(received, { transport: 'udp', probe: 'stun', sent: bytes(pair.sent) }, [stun])
}

it('reads the software', () => {
  expect(named(said['coturn']!)).toMatchObject({
    name: 'stun',
    product: 'Coturn',
    vendor: 'Coturn',
    version: '4.6.1',
    cpe: ['cpe:2.3:a:coturn_project:coturn:4.6.1:*:*:*:*:*:*:*'],
    details: { success: true, software: "Coturn-4.6.1 'Gorst'" },
  })
})

it('is not another transaction, nor of another length', () => {
  const { sent, received } = said['coturn']!
  expect(named({ sent: sent.replace('\x01\x02\x03', '\x01\x02\x04'), received })).toBeUndefined()
  expect(named({ sent, received: `${received}x` })).toBeUndefined()
})

it('an error is an answer too', () => {
  const { sent } = said['coturn']!
  const error = Buffer.concat([Buffer.from([1, 0x11, 0, 0]), bytes(sent).subarray(4)])
  expect(named({ sent, received: error })).toMatchObject({
    details: { success: false },
    confidence: 'verified',
  })
})

it('reads the same over TCP, where the header says how long it is', () => {
  const answer = Buffer.from(bytes(said['coturn']!.received))
  expect(stun.enough!(answer)).toBe(true)
  expect(stun.enough!(answer.subarray(0, -1))).toBe(false)
  expect(stun.enough!(answer.subarray(0, 10))).toBe(false)
  expect(recognize(answer, { transport: 'tcp', probe: 'stun' }, [stun])?.product).toBe('Coturn')
  expect(
    Buffer.from(stun.hello!({ address: '192.0.2.1', port: 3478, tls: false, random: () => 0 })),
  ).toHaveLength(20)
})

/** What Coturn 4.6.1 says to an Allocate without REQUESTED-TRANSPORT: with accounts, and without any. */
const refusals = {
  unauthorized: [
    '\x01\x13\x00P!\x12\xa4B\x01\x02\x03\x04\x05\x06\x07\x08\x09\n\x0b\x0c\x00\x09\x00\x10\x00\x00',
    '\x04\x01Unauthorized\x00\x15\x00\x1034f7fecb3d32f3b9\x00\x14\x00\x0blab.example\x00\x80"\x00',
    "\x14Coturn-4.6.1 'Gorst'",
  ].join(''),
  badRequest: [
    '\x01\x13\x00@!\x12\xa4B\x01\x02\x03\x04\x05\x06\x07\x08\x09\n\x0b\x0c\x00\x09\x00$\x00\x00\x04',
    "\x00Transport field missed or wrong\x00\x80\"\x00\x14Coturn-4.6.1 'Gorst'",
  ].join(''),
}

describe.each(['detail', 'datagramDetail'] as const)('%s', (kind) => {
  const { sent, received } = said['coturn']!
  const known = stun.matchers[0]!(bytes(received), { transport: 'udp', probe: 'stun', sent: bytes(sent) })!
  const hello = { address: '192.0.2.1', port: 3478, tls: false, random: () => 0 }
  const step = stun[kind]!(known, 0, hello)!
  const ours = Buffer.concat([
    step.send.subarray(0, 8),
    bytes('\x01\x02\x03\x04\x05\x06\x07\x08\x09\n\x0b\x0c'),
  ])
  const told = (answer: string) =>
    step.merge(known, bytes(answer), { transport: 'udp', probe: 'stun', sent: ours }).details

  it('asks for an allocation that there cannot be, once', () => {
    expect(Buffer.from(step.send).toString('hex')).toBe(`000300002112a442${'00'.repeat(12)}`)
    expect(stun[kind]!(known, 1, hello)).toBeUndefined()
  })

  it('reads the realm that a relay asks for', () => {
    expect(told(refusals.unauthorized)).toMatchObject({ success: true, turn: true, realm: 'lab.example' })
  })

  it.each([
    ['an error that says nothing of a login', refusals.badRequest],
    ['another transaction', refusals.unauthorized.replace('\x01\x02', '\x01\x03')],
    ['another length', `${refusals.unauthorized}x`],
    ['a binding', refusals.unauthorized.replace('\x01\x13', '\x01\x11')],
    ['an attribute that is too long', refusals.unauthorized.replace('\x00\x09\x00\x10', '\x00\x09\x01\x10')],
  ])('learns nothing from %s', (_what, answer) => {
    expect(told(answer)).toEqual(known.details)
  })
})
