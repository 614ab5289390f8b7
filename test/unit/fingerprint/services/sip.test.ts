import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { sip } from '../../../../src/fingerprint/services/sip.ts'
import { datagrams } from '../../../fixtures/services/datagrams.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const said = datagrams['sip']!

function named(pair: { readonly sent: string; readonly received: string | Uint8Array }) {
  const received = typeof pair.received === 'string' ? bytes(pair.received) : pair.received
  return recognize(received, { transport: 'udp', probe: 'sip', sent: bytes(pair.sent) }, [sip])
}

it('reads the program and what it takes', () => {
  expect(named(said['kamailio']!)).toMatchObject({
    name: 'sip',
    product: 'Kamailio',
    version: '5.6.3',
    os: 'Linux',
    confidence: 'verified',
    details: { status: 200, server: 'kamailio (5.6.3 (x86_64/linux))' },
  })
  const { sent } = said['kamailio']!
  const id = /Call-ID: (\S+)/.exec(sent)![1]!
  const received = `SIP/2.0 404 Not Found\r\ni: ${id}\r\nUser-Agent: Asterisk PBX 18.1\r\nAllow: INVITE, ACK\r\n\r\n`
  expect(named({ sent, received })).toMatchObject({
    product: 'Asterisk',
    details: { status: 404, allow: ['INVITE', 'ACK'] },
  })
})

it('is not another’s dialogue, nor a request', () => {
  const { sent } = said['kamailio']!
  expect(named({ sent, received: 'SIP/2.0 200 OK\r\nCall-ID: other\r\n\r\n' })).toBeUndefined()
  expect(named({ sent, received: 'OPTIONS sip:x SIP/2.0\r\n\r\n' })).toBeUndefined()
})

it('puts an IPv6 address in brackets, without its zone', () => {
  const words = sip.datagrams![0]!({ address: 'fe80::1%eth0', port: 5060, tls: false, random: () => 0.5 })
  expect(Buffer.from(words).toString()).toMatch(/^OPTIONS sip:\[fe80::1\] SIP\/2\.0\r\n/)
})

it('says over TCP that it is TCP, and reads answers to the byte', () => {
  const context = { address: '192.0.2.1', port: 5060, tls: false, random: () => 0.5 }
  const sent = sip.hello!(context)
  expect(Buffer.from(sent).toString()).toContain('\r\nVia: SIP/2.0/TCP ')
  expect(Buffer.from(sip.hello!({ ...context, tls: true })).toString()).toContain('\r\nVia: SIP/2.0/TLS ')
  const id = /Call-ID: (\S+)/.exec(Buffer.from(sent).toString())![1]!
  const whole = bytes(`SIP/2.0 200 OK\r\nCall-ID: ${id}\r\nContent-Length: 2\r\n\r\nhi`)
  expect(sip.enough!(whole)).toBe(true)
  expect(sip.enough!(whole.subarray(0, -1))).toBe(false)
  expect(sip.enough!(whole.subarray(0, 30))).toBe(false)
  expect(recognize(whole, { transport: 'tcp', probe: 'sip', sent }, [sip])?.confidence).toBe('verified')
})
