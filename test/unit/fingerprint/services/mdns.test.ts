import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { mdns } from '../../../../src/fingerprint/services/mdns.ts'
import { datagrams } from '../../../fixtures/services/datagrams.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const said = datagrams['mdns']!

function named(pair: { readonly sent: string; readonly received: string | Uint8Array }) {
  const received = typeof pair.received === 'string' ? bytes(pair.received) : pair.received
  return recognize(received, { transport: 'udp', probe: 'mdns', sent: bytes(pair.sent) }, [mdns])
}

it('reads the kinds of services', () => {
  expect(named(said['services']!)).toMatchObject({
    name: 'mdns',
    details: { services: ['_http._tcp', '_ipp._tcp'] },
  })
})

it('takes id 0 too, and no other; and no query', () => {
  const { sent, received } = said['services']!
  expect(named({ sent, received: `\0\0${received.slice(2)}` })?.confidence).toBe('structured')
  expect(named({ sent, received: `\0\x01${received.slice(2)}` })).toBeUndefined()
  expect(named({ sent, received: sent })).toBeUndefined()
})
