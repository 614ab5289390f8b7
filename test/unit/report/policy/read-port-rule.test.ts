import { expect, test } from 'vitest'
import { readPortRule, readPorts } from '../../../../src/report/policy/read-port-rule.ts'
import type { PolicyNode } from '../../../../src/report/policy/policy-node.ts'

const node = (value: unknown): PolicyNode => ({ value, path: ['ports', 0], source: {} })

test('a number alone may be open', () => {
  expect(readPortRule(node(22), false)).toEqual({
    ports: { tcp: Uint16Array.of(22) },
    required: false,
    place: { path: 'ports[0]' },
  })
})

test('TLS asks for a certificate that has not run out', () => {
  expect(readPortRule(node({ port: 443, tls: true }), true)).toMatchObject({
    required: true,
    tls: { daysLeft: 0 },
  })
  expect(readPortRule(node({ port: 443, tls: { daysLeft: 7 } }), true).tls).toEqual({ daysLeft: 7 })
})

test('ports that are none are told', () => {
  expect(() => readPorts(node('ssh'))).toThrow(
    "ports[0]: expected ports from 1 to 65535, such as 443, '8000-8010' or 'U:53', but got 'ssh'",
  )
})
