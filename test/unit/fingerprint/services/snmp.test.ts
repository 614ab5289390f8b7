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

it('reads what the system is', () => {
  expect(named(said['description']!)).toMatchObject({
    os: 'Linux',
    hostname: 'host.example',
    details: { versions: ['v1'], description: expect.stringMatching(/^Linux host\.example 6\.1/) as string },
  })
})

it('both together, where both are told', () => {
  const context = { transport: 'udp', sent: bytes(said['engine']!.sent) } as const
  const known = snmp.matchers[0]!(bytes(said['engine']!.received), context)!
  const step = snmp.datagramDetail!(known, 0, hello)!
  const merged = step.merge(known, bytes(said['description']!.received), {
    transport: 'udp',
    sent: bytes(said['description']!.sent),
  })
  expect(merged).toMatchObject({
    product: 'Net-SNMP',
    os: 'Linux',
    details: { versions: ['v3', 'v1'], boots: 1 },
  })
  expect(snmp.datagramDetail!(merged, 0, hello)).toBeUndefined()
  expect(step.merge(known, bytes('no'), { transport: 'udp' })).toBe(known)
})

it('asks by no name and without a password', () => {
  const [discovery, description] = snmp.datagrams!.map((words) => Buffer.from(words(hello)))
  expect(discovery!.includes('public')).toBe(false)
  expect(description!.includes('public')).toBe(true)
  expect(discovery!.length).toBeLessThan(70)
})

it('is not the answer to another question', () => {
  const { received } = said['engine']!
  const other = Buffer.from(snmp.datagrams![0]!({ ...hello, random: () => 0.1 })).toString('latin1')
  expect(named({ sent: other, received })).toBeUndefined()
})
