import { expect, it } from 'vitest'
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
    version: '4.6.1',
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
