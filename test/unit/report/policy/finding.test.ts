import { expect, test } from 'vitest'
import { differs, hostViolation, portViolation, unchecked } from '../../../../src/report/policy/finding.ts'

const who = { host: '192.0.2.7', tag: 'web' }
const rule = { path: 'hosts[0]', line: 3 }

test('a finding becomes a violation of a port or of a host', () => {
  expect(portViolation(differs('product', 'runs', 'nginx', 'Apache'), who, 0x10000 + 53, rule)).toEqual({
    kind: 'product',
    ...who,
    port: 53,
    transport: 'udp',
    expected: 'nginx',
    actual: 'Apache',
    message: '53/udp runs Apache, expected nginx',
    rule,
  })
  expect(hostViolation(unchecked('scanned', 'not', 'was not scanned'), who)).toEqual({
    kind: 'unchecked',
    ...who,
    expected: 'scanned',
    actual: 'not',
    message: 'was not scanned',
  })
})
