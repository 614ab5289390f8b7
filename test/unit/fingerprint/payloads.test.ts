import type { ServiceProbe } from '../../../src/fingerprint/service-probe.ts'
import { describe, expect, test } from 'vitest'
import { payloadsFor } from '../../../src/fingerprint/payloads.ts'
import { commonServices } from '../../../src/fingerprint/services/index.ts'
import type { Opening } from '../../../src/model/result.ts'

const payloads = payloadsFor(commonServices, { random: () => 0.5, contact: 'https://scans.example' })

function openings(port: number, choose = payloads): Opening[] {
  return choose({ address: '192.0.2.1', family: 4, port, transport: 'udp' }).map((make) => make())
}
const probes = (port: number): string[] => openings(port).map(({ probe }) => probe)

describe('the payloads', () => {
  test.each([
    [53, ['dns']],
    [123, ['ntp']],
    [161, ['snmp']],
    [5353, ['mdns']],
    [11_211, ['memcached']],
  ])('of port %i are all that its usual service says', (port, expected) => {
    expect(probes(port)).toEqual(expected)
    for (const { bytes } of openings(port)) expect(bytes!.length).toBeGreaterThan(0)
  })

  test('of another port are the first words of each service that is not rare, no more than there are tries', () => {
    const defaults = probes(40_000)
    expect(defaults).toEqual(
      expect.arrayContaining(['dns', 'snmp', 'ntp', 'sip', 'stun', 'openvpn', 'rpcbind']),
    )
    expect(new Set(defaults).size).toBe(defaults.length)
    expect(defaults.length).toBeLessThanOrEqual(10)
    expect(defaults[0]).toBe('dns')
    for (const rare of ['netbios-ns', 'mdns', 'ssdp', 'http']) expect(defaults).not.toContain(rare)
  })

  test.each([47_808, 20_000, 44_818])('of port %i, where words may move a machine, are none', (port) => {
    expect(openings(port)).toEqual([])
  })

  test('are those of the probes that are given, and none without any', () => {
    const own = commonServices.filter(({ name }) => name === 'stun')
    expect(openings(53, payloadsFor(own, { random: () => 0 })).map(({ probe }) => probe)).toEqual(['stun'])
    expect(openings(53, payloadsFor([], { random: () => 0 }))).toEqual([])
    expect(openings(7, payloadsFor([{ ...own[0]!, datagrams: [] }], { random: () => 0 }))).toEqual([])
  })

  test('of a rare service that is given alone go to any port', () => {
    const rare = commonServices.filter(({ name }) => name === 'mdns' || name === 'xdmcp')
    const found = openings(40_000, payloadsFor(rare, { random: () => 0 })).map(({ probe }) => probe)
    expect(new Set(found)).toEqual(new Set(['mdns', 'xdmcp']))
  })

  test('tell who scans where they can', () => {
    const [options] = openings(5060)
    expect(Buffer.from(options!.bytes!).toString()).toContain(
      'User-Agent: portscan-core (https://scans.example)',
    )
  })

  test('of a probe that fails to make them are empty, and that is told', () => {
    const broken = (datagram: () => Uint8Array): ServiceProbe => ({
      name: 'own',
      ports: [],
      udpPorts: [7070],
      rarity: 1,
      datagrams: [datagram],
      matchers: [],
    })
    const text = broken(() => 'HELLO' as never)
    const bug = broken(() => {
      throw new Error('bug')
    })
    for (const probe of [text, bug]) {
      const told: string[] = []
      const failed = ({ name }: ServiceProbe): void => void told.push(name)
      expect(openings(7070, payloadsFor([probe], { random: () => 0, failed }))).toEqual([{ probe: 'listen' }])
      expect(told).toEqual(['own'])
      expect(() => openings(7070, payloadsFor([probe], { random: () => 0 }))).toThrow()
    }
  })
})
