import { expect, test } from 'vitest'
import { SimulatedWorld } from '../../../src/testing/simulated-world.ts'

const at = (address: string, port = 1) => ({ address, family: 4, port, transport: 'tcp' }) as const

test('addresses get the path and the host of their longest prefix', () => {
  const world = new SimulatedWorld(
    1,
    { '192.0.2.0/24': { rtt: 50 }, '192.0.2.7': { rtt: 5 } },
    { '192.0.2.0/24': { open: '1' }, '192.0.2.128/25': 'down' },
  )
  expect(world.site('192.0.2.1').path.rtt).toBe(50)
  expect(world.site('192.0.2.7').path.rtt).toBe(5)
  expect(world.site('198.51.100.1').path).toEqual({})
  expect(world.site('192.0.2.1')).toBe(world.site('192.0.2.1'))
  const natures = ['192.0.2.7', '192.0.2.200', '198.51.100.1'].map((address) => world.nature(at(address)))
  expect(natures).toEqual(['open', 'filtered', 'filtered'])
  expect(world.nature(at('192.0.2.7', 2))).toBe('closed')
})

test('a limiter is shared by the prefix, or each host has its own', () => {
  const syn = { perSecond: 1, burst: 1 }
  const world = new SimulatedWorld(
    1,
    { '192.0.2.0/24': { syn }, '198.51.100.0/24': { syn: { ...syn, per: 'host' }, rst: syn } },
    {},
  )
  const pass = (address: string): boolean | undefined => world.site(address).policers.syn?.pass(0)
  expect(['192.0.2.1', '192.0.2.2'].map(pass)).toEqual([true, false])
  expect(['198.51.100.1', '198.51.100.2', '198.51.100.1'].map(pass)).toEqual([true, true, false])
  const rst = ['198.51.100.1', '198.51.100.2'].map((address) => world.site(address).policers.rst)
  expect(rst[0]).toBe(rst[1])
  expect(world.site('203.0.113.1').policers).toEqual({})
})
