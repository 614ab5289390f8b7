import { expect, test } from 'vitest'
import { Networks } from '../../../src/pace/networks.ts'
import { HostPath } from '../../../src/pace/host-path.ts'
import { Slots } from '../../../src/pace/slots.ts'
import { bounds } from './virtual-host.ts'

test('hosts of one /24 have their network in common, by transport', () => {
  const networks = new Networks(bounds, new Slots(100))
  expect(networks.of('192.0.2.1', 'tcp')).toBe(networks.of('192.0.2.200', 'tcp'))
  expect(networks.of('192.0.2.1', 'tcp')).not.toBe(networks.of('192.0.2.1', 'udp'))
  expect(networks.of('192.0.2.1', 'tcp')).not.toBe(networks.of('192.0.3.1', 'tcp'))
})

test('no more than 4,096 are remembered, the least recently used go first, those in use never', () => {
  const networks = new Networks(bounds, new Slots(100))
  const used = networks.of('192.0.2.1', 'tcp')
  const path = new HostPath(bounds, used)
  const old = networks.of('198.51.100.1', 'tcp')
  for (let network = 0; network < 10_000; network++) {
    networks.of(`10.${String(network >> 8)}.${String(network & 255)}.1`, 'tcp')
    expect(networks.size).toBeLessThanOrEqual(4_096)
  }
  expect(networks.of('192.0.2.9', 'tcp')).toBe(used)
  expect(networks.of('198.51.100.1', 'tcp')).not.toBe(old)
  path.leave()
  expect(used.users).toBe(0)
})
