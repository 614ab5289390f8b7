import fc from 'fast-check'
import { expect, test } from 'vitest'
import { linkTo, routeOf } from '../../../../../../src/integrations/server/page/browser/route.ts'

test.each([
  ['', { name: 'hosts' }],
  ['#/', { name: 'hosts' }],
  ['#/scans', { name: 'scans' }],
  ['#/host/192.0.2.7', { name: 'host', host: '192.0.2.7' }],
  ['#/host/', { name: 'hosts' }],
  ['#/host/%', { name: 'hosts' }],
  ['#/scan/x', { name: 'scan', scanId: 'x' }],
  ['#/nothing', { name: 'hosts' }],
])('%s', (hash, route) => {
  expect(routeOf(hash)).toEqual(route)
})

test('a link leads to what it was made of', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (host) => {
      expect(routeOf(linkTo({ name: 'host', host }))).toEqual({ name: 'host', host })
      expect(routeOf(linkTo({ name: 'scan', scanId: host }))).toEqual({ name: 'scan', scanId: host })
    }),
  )
})

test('any address is some screen', () => {
  fc.assert(fc.property(fc.string(), (hash) => void expect(routeOf(hash).name).toBeTypeOf('string')))
})
