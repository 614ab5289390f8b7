import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import type { Match } from '../../../../src/fingerprint/service-probe.ts'
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

it('asks a host for its own name', () => {
  const hello = { address: '192.0.2.1', port: 5353, tls: false, random: () => 0.5 }
  const known = named(said['services']!) as Match
  const step = mdns.datagramDetail!(known, 0, hello)!
  expect(Buffer.from(step.send).toString('latin1', 12)).toBe(
    '\x011\x012\x010\x03192\x07in-addr\x04arpa\0\0\x0c\x80\x01',
  )
  // What Avahi 0.8 said to it, with this address for its own.
  const answer = [
    '\x80\x80\x84\x00\x00\x01\x00\x01\x00\x00\x00\x00\x011\x012\x010\x03192\x07in-addr\x04arpa\x00\x00\x0c\x80\x01',
    '\xc0\x0c\x00\x0c\x00\x01\x00\x00\x00\n\x00\n\x02vm\x05local\x00',
  ].join('')
  expect(step.merge(known, bytes(answer), { transport: 'udp' })).toEqual({ ...known, hostname: 'vm.local' })
  expect(step.merge(known, bytes(`\0${answer.slice(1)}`), { transport: 'udp' })).toEqual(known)
  expect(step.merge(known, bytes(answer.slice(0, 50)), { transport: 'udp' })).toEqual(known)
  expect(mdns.datagramDetail!(known, 1, hello)).toBeUndefined()
  expect(mdns.datagramDetail!(known, 0, { ...hello, address: '2001:db8::1' })).toBeUndefined()
})

it('asks a host with a name for its model', () => {
  const hello = { address: '192.0.2.1', port: 5353, tls: false, random: () => 0.5 }
  const known: Match = { ...(named(said['services']!) as Match), hostname: 'Studio.local' }
  const { send, merge } = mdns.datagramDetail!(known, 1, hello)!
  const asked = Buffer.from(send).subarray(12)
  expect(asked.toString('latin1')).toBe('\x06Studio\x0c_device-info\x04_tcp\x05local\0\0\x10\x80\x01')
  const answer = (text: string): Buffer =>
    Buffer.concat([
      bytes('\x80\x80\x84\0\0\0\0\x01\0\0\0\0'),
      asked.subarray(0, -4),
      bytes(`\0\x10\0\x01\0\0\0\x0a\0${String.fromCharCode(text.length)}${text}`),
    ])
  const context = { transport: 'udp' } as const
  expect(merge(known, answer('\x0bosxvers=21\0\x14model=MacBookPro18,3'), context)).toMatchObject({
    device: 'MacBookPro18,3',
    details: { services: ['_http._tcp', '_ipp._tcp'], model: 'MacBookPro18,3' },
  })
  for (const text of ['', '\x03a=b', '\xffmodel', '\x06model='])
    expect(merge(known, answer(text), context)).toEqual(known)
  expect(mdns.datagramDetail!({ ...known, hostname: 'host.example' }, 1, hello)).toBeUndefined()
})
