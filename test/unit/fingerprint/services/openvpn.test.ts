import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { openvpn } from '../../../../src/fingerprint/services/openvpn.ts'
import { datagrams } from '../../../fixtures/services/datagrams.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { openvpn as overTcp } from '../../../fixtures/services/openvpn.ts'

const said = datagrams['openvpn']!

function named(pair: { readonly sent: string; readonly received: string | Uint8Array }) {
  const received = typeof pair.received === 'string' ? bytes(pair.received) : pair.received
  return recognize(received, { transport: 'udp', probe: 'openvpn', sent: bytes(pair.sent) }, [openvpn])
}

it('knows the reset of a server that acknowledges our session', () => {
  expect(named(said['reset']!)).toMatchObject({
    name: 'openvpn',
    product: 'OpenVPN',
    confidence: 'verified',
    details: { keyMethod: 2 },
  })
})

it('is not that of another session, nor longer', () => {
  const { sent, received } = said['reset']!
  const other = Buffer.from(openvpn.datagrams![0]!({ address: '', port: 1, tls: false, random: () => 0.9 }))
  expect(named({ sent: other.toString('latin1'), received })).toBeUndefined()
  expect(named({ sent, received: `${received}x` })).toBeUndefined()
})

it('knows the reset over TCP, behind its length', () => {
  const hello = { address: '192.0.2.1', port: 1194, tls: false, random: () => 0.5 }
  const sent = openvpn.hello!(hello)
  const over = (text: string, words: Uint8Array = sent) =>
    recognize(bytes(text), { transport: 'tcp', probe: 'openvpn', sent: words }, [openvpn])
  expect(over(overTcp.reset)).toMatchObject({ product: 'OpenVPN', confidence: 'verified' })
  expect(over(overTcp.reset, openvpn.hello!({ ...hello, random: () => 0.6 }))).toBeUndefined()
  expect(over(overTcp.reset.replace('\x1a', '\x1b'))).toBeUndefined()
  expect(over(overTcp.reset.slice(2))).toBeUndefined()
  expect(openvpn.enough!(bytes(overTcp.reset.slice(0, 20)))).toBe(false)
  expect(openvpn.enough!(bytes(overTcp.reset))).toBe(true)
})
