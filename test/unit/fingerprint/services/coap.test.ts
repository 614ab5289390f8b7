import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { coap } from '../../../../src/fingerprint/services/coap.ts'
import { datagrams } from '../../../fixtures/services/datagrams.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const said = datagrams['coap']!

function named(pair: { readonly sent: string; readonly received: string | Uint8Array }) {
  const received = typeof pair.received === 'string' ? bytes(pair.received) : pair.received
  return recognize(received, { transport: 'udp', probe: 'coap', sent: bytes(pair.sent) }, [coap])
}

it('reads the first resources, and not the one that is cut off', () => {
  expect(named(said['resources']!)).toMatchObject({
    name: 'coap',
    details: { code: '2.05', resources: ['/sensors/temp', '/light'] },
  })
  expect(named(said['absent']!)?.details).toEqual({ code: '4.04' })
})

it('asks for no more than a small block', () => {
  const words = coap.datagrams![0]!({ address: '192.0.2.1', port: 5683, tls: false, random: () => 0.5 })
  expect([...words.subarray(-2)]).toEqual([0xc1, 0x02])
})

it('is not an answer to another token, nor a request', () => {
  const { sent, received } = said['absent']!
  expect(named({ sent, received: received.replace('\xaa', '\xab') })).toBeUndefined()
  expect(named({ sent, received: received.replace('\x84', '\x01') })).toBeUndefined()
})
