import { expect, test } from 'vitest'
import { simulatedNetwork } from '../../../src/testing/simulated-network.ts'

const path = (path: object) => ({ hosts: {}, paths: { '192.0.2.0/24': path } })
const host = (host: object) => ({ hosts: { '192.0.2.1': host } })

test.each([
  [path({ rtt: -1 }), "paths['192.0.2.0/24'].rtt"],
  [path({ jitter: NaN }), "paths['192.0.2.0/24'].jitter"],
  [path({ loss: 20 }), "paths['192.0.2.0/24'].loss"],
  [path({ loss: { back: -0.1 } }), "paths['192.0.2.0/24'].loss"],
  [path({ syn: { perSecond: 0 } }), "paths['192.0.2.0/24'].syn.perSecond"],
  [path({ icmp: { perSecond: 1, burst: 0 } }), "paths['192.0.2.0/24'].icmp.burst"],
  [host({ up: 50 }), "hosts['192.0.2.1'].up"],
  [host({ open: { share: 2 } }), "hosts['192.0.2.1'].open.share"],
  [host({ rejects: { EACCES: { share: '1' } } }), "hosts['192.0.2.1'].EACCES.share"],
  [{ hosts: {}, machine: { descriptors: 0 } }, 'machine.descriptors'],
  [{ hosts: {}, machine: { localPorts: -8 } }, 'machine.localPorts'],
  [{ hosts: {}, machine: { stalls: { every: 1, length: 2 } } }, 'stalls'],
  [{ hosts: {}, resolution: 0 }, 'resolution'],
])('%j is refused at %s', (options, input) => {
  const make = (): unknown => simulatedNetwork(options)
  expect(make).toThrow(expect.objectContaining({ code: 'ERR_OPTION', input }))
})

test('ports and prefixes are refused by those who read them', () => {
  expect(() => simulatedNetwork(host({ open: '70000' }))).toThrow('70000')
  expect(() => simulatedNetwork({ hosts: { 'www.example': {} } })).toThrow('www.example')
})

test('what means something is taken', () => {
  const limit = { perSecond: 0.5, burst: 1, per: 'host' } as const
  simulatedNetwork({
    seed: 0,
    paths: { '2001:db8::/32': { rtt: 0, jitter: 0, loss: { out: 1 }, syn: limit, rst: limit, icmp: limit } },
    hosts: {
      '2001:db8::1': { up: 0, open: '1', closed: { share: 1 } },
      '2001:db8::2': 'down',
      '192.0.2.1': () => 'open',
    },
    machine: { descriptors: 1, localPorts: Infinity },
  })
})
