import { expect, test } from 'vitest'
import type { PortState } from '../../../../src/model/result.ts'
import { diffPort, type PortSight } from '../../../../src/report/diff/diff-port.ts'
import { comparisonOf } from '../../../../src/report/diff/same-software.ts'
import { portOf, servicePort, tlsPort } from './reports.ts'

const version = { version: '0.1.0' }
const rules = {
  comparison: comparisonOf(version, version),
  times: { before: Date.parse('2026-11-20'), after: Date.parse('2026-11-21'), days: 30 },
  sameName: true,
}

function changes(before: readonly PortState[], after: readonly PortState[]): readonly string[] | undefined {
  return diffPort(22, { states: before }, { states: after }, rules)?.changes
}

test.each([
  [['closed'], ['open'], ['appeared']],
  [['open|filtered'], ['open'], ['appeared']],
  [[], ['open'], ['appeared']],
  [['open'], ['filtered'], ['vanished']],
  [['open'], [], ['vanished']],
  [['closed'], ['filtered'], ['state']],
  [['closed', 'filtered'], ['open|filtered'], ['state']],
  [['filtered'], ['closed', 'open'], ['state']],
  [['closed'], ['closed', 'filtered'], undefined],
  [['open'], ['closed', 'open'], undefined],
] as const)('from %j to %j', (before, after, expected) => {
  expect(changes(before, after)).toEqual(expected)
})

function open(result: PortSight['result']): PortSight {
  return { states: ['open'], ...(result !== undefined && { result }) }
}

test('services are compared only where the port is open in both', () => {
  const [nginx, caddy] = [servicePort(80, { product: 'nginx' }), servicePort(80, { product: 'Caddy' })]
  expect(diffPort(80, open(nginx), open(caddy), rules)).toEqual({
    port: 80,
    transport: 'tcp',
    changes: ['product'],
    stateBefore: ['open'],
    stateAfter: ['open'],
    facts: [{ fact: 'product', before: 'nginx', after: 'Caddy' }],
    before: nginx,
    after: caddy,
  })
  expect(diffPort(80, open(nginx), open(portOf(80)), rules)).toBeUndefined()
  expect(diffPort(80, { states: ['closed'] }, open(caddy), rules)?.facts).toEqual([])
})

test('a certificate near its end is a change beside the state', () => {
  const near = tlsPort(443, { notAfter: '2026-12-01T00:00:00.000Z' })
  expect(diffPort(443, { states: [] }, open(near), rules)?.changes).toEqual([
    'appeared',
    'certificate-expiry',
  ])
  expect(diffPort(443, open(portOf(443)), open(near), rules)).toBeUndefined()
  // It may have been open, and its certificate as it is.
  expect(diffPort(443, { states: ['closed', 'open'] }, open(near), rules)).toBeUndefined()
})

test('with another name another certificate is shown, which says nothing', () => {
  const [old, near] = [tlsPort(443), tlsPort(443, { notAfter: '2026-12-01T00:00:00.000Z' })]
  expect(diffPort(443, open(old), open(near), rules)?.changes).toEqual(['certificate-expiry'])
  expect(diffPort(443, open(old), open(near), { ...rules, sameName: false })).toBeUndefined()
})
