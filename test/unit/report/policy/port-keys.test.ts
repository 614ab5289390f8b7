import { expect, test } from 'vitest'
import { keyedPort } from '../../../../src/report/diff/port-key.ts'
import { portKeys } from '../../../../src/report/policy/port-keys.ts'

test('each port of a set, TCP first', () => {
  const ports = { tcp: Uint16Array.of(22, 53), udp: Uint16Array.of(53) }
  expect([...portKeys(ports)].map(keyedPort)).toEqual([
    { port: 22, transport: 'tcp' },
    { port: 53, transport: 'tcp' },
    { port: 53, transport: 'udp' },
  ])
  expect([...portKeys({ tcp: Uint16Array.of() })]).toEqual([])
})
