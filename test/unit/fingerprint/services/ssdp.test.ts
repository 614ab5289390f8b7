import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { ssdp } from '../../../../src/fingerprint/services/ssdp.ts'
import { datagrams } from '../../../fixtures/services/datagrams.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const said = datagrams['ssdp']!

function named(pair: { readonly sent: string; readonly received: string | Uint8Array }) {
  const received = typeof pair.received === 'string' ? bytes(pair.received) : pair.received
  return recognize(received, { transport: 'udp', probe: 'ssdp', sent: bytes(pair.sent) }, [ssdp])
}

it('reads the device', () => {
  expect(named(said['router']!)).toMatchObject({
    name: 'ssdp',
    product: 'MiniUPnPd',
    version: '2.3.1',
    os: 'Debian',
    details: {
      server: 'Debian/12 UPnP/1.1 MiniUPnPd/2.3.1',
      location: 'http://192.0.2.1:5000/rootDesc.xml',
    },
  })
})

it('is no web server, and a web server is none', () => {
  const { sent } = said['router']!
  const web = 'HTTP/1.1 200 OK\r\nServer: nginx/1.24.0\r\n\r\n'
  expect(named({ sent, received: web })).toBeUndefined()
  expect(recognize(bytes(said['router']!.received), { transport: 'udp' })?.name).toBe('ssdp')
})

it('searches for devices alone, which is a short answer', () => {
  const words = ssdp.datagrams![0]!({ address: 'fe80::1%eth0', port: 1900, tls: false, random: () => 0 })
  expect(Buffer.from(words).toString()).toContain('HOST: [fe80::1]:1900\r\n')
  expect(Buffer.from(words).toString()).not.toContain('ssdp:all')
})
