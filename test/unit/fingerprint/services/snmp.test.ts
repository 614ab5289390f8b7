import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { snmp } from '../../../../src/fingerprint/services/snmp.ts'
import { datagrams } from '../../../fixtures/services/datagrams.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const said = datagrams['snmp']!

function named(pair: { readonly sent: string; readonly received: string | Uint8Array }) {
  const received = typeof pair.received === 'string' ? bytes(pair.received) : pair.received
  return recognize(received, { transport: 'udp', probe: 'snmp', sent: bytes(pair.sent) }, [snmp])
}

const hello = { address: '192.0.2.1', port: 161, tls: false, random: () => 0.5 }

it('reads the engine, which any agent of version 3 tells', () => {
  expect(named(said['engine']!)).toMatchObject({
    name: 'snmp',
    product: 'Net-SNMP',
    vendor: 'Net-SNMP',
    confidence: 'verified',
    details: { versions: ['v3'], engine: { enterprise: 8072, vendor: 'Net-SNMP' }, boots: 1, uptime: 7 },
  })
})

it('reads what the system is, where an answer of version 1 says so', () => {
  expect(named(said['description']!)).toMatchObject({
    os: 'Linux',
    hostname: 'host.example',
    details: { versions: ['v1'], description: expect.stringMatching(/^Linux host\.example 6\.1/) as string },
  })
})

it('asks by no name and without a password: a community is one, and `public` too', () => {
  const words = snmp.datagrams!.map((say) => Buffer.from(say(hello)))
  expect(words).toHaveLength(1)
  expect(words[0]!.includes('public')).toBe(false)
  expect(words[0]!.length).toBeLessThan(70)
  expect(snmp.datagramDetail).toBeUndefined()
})

it('is not the answer to another question', () => {
  const { received } = said['engine']!
  const other = Buffer.from(snmp.datagrams![0]!({ ...hello, random: () => 0.1 })).toString('latin1')
  expect(named({ sent: other, received })).toBeUndefined()
})
