import { expect, test } from 'vitest'
import { hasConditions } from '../../../../src/report/policy/policy.ts'
import type { PortEntry } from '../../../../src/report/policy/policy-file.ts'
import { policyOfHosts } from './policies.ts'

test.each<[Omit<PortEntry, 'port'>, boolean]>([
  [{}, false],
  [{ required: true }, false],
  [{ service: 'ssh' }, true],
  [{ product: 'nginx' }, true],
  [{ version: '1' }, true],
  [{ tls: true }, true],
])('%j has conditions: %s', (entry, expected) => {
  const [host] = policyOfHosts({ host: '192.0.2.7', ports: [{ port: 22, ...entry }] }).hosts
  expect(hasConditions(host!.ports[0]!)).toBe(expected)
})
