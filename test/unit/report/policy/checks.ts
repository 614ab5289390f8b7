import fc from 'fast-check'
import type { PolicyCheck, Violation } from '../../../../src/report/policy/violation.ts'

/** Everything that a check can tell: three hosts of a report, one that it does not list. */
export function sampleCheck(): PolicyCheck {
  return {
    policy: 'policies/my ports.yaml',
    report: {
      version: '0.1.0',
      started: '2026-11-21T07:00:00.000Z',
      finished: '2026-11-21T07:01:00.000Z',
    },
    hosts: [
      {
        host: '192.0.2.6',
        scanned: 1000,
        ports: [{ port: 22, transport: 'tcp' }],
        rule: { path: 'hosts[0]', line: 3 },
      },
      {
        host: '192.0.2.7',
        name: 'www.example',
        tag: 'web',
        scanned: 990,
        rule: { path: 'hosts[1]', line: 5 },
        ports: [
          { port: 23, transport: 'tcp' },
          { port: 443, transport: 'tcp', rule: { path: 'hosts[1].ports[0]', line: 7 } },
        ],
      },
      { host: '192.0.2.8', scanned: 1000, ports: [{ port: 53, transport: 'udp' }] },
    ],
    violations: [...sampleViolations()],
    unchecked: [],
  }
}

function* sampleViolations(): Generator<Violation> {
  const who = { host: '192.0.2.7', name: 'www.example', tag: 'web' }
  const https = { ...who, port: 443, transport: 'tcp', rule: { path: 'hosts[1].ports[0]', line: 7 } } as const
  yield {
    ...who,
    kind: 'unexpected-open',
    port: 23,
    transport: 'tcp',
    expected: 'not open',
    actual: 'open (telnet)',
    message: '23/tcp is open (telnet), and the policy does not allow it',
    rule: { path: 'hosts[1]', line: 5 },
  }
  yield {
    ...https,
    kind: 'version',
    expected: '>=1.24',
    actual: 'nginx 1.18.0',
    message: '443/tcp runs nginx 1.18.0, expected >=1.24',
  }
  yield {
    ...https,
    kind: 'certificate-expired',
    expected: 'a valid one',
    actual: 'expired 2026-11-20',
    message: '443/tcp has a certificate that expired on 2026-11-20',
  }
  yield {
    ...who,
    kind: 'unchecked',
    expected: 'a verdict for each port',
    actual: '10 ports without a verdict',
    message: '10 ports got no verdict',
    rule: { path: 'hosts[1]', line: 5 },
  }
  yield {
    kind: 'unexpected-open',
    host: '192.0.2.8',
    port: 53,
    transport: 'udp',
    expected: 'not open',
    actual: 'open',
    message: '53/udp is open, and no entry of the policy is about this host',
  }
  yield {
    kind: 'missing',
    host: 'db.example',
    port: 5432,
    transport: 'tcp',
    expected: 'open',
    actual: 'host down',
    message: '5432/tcp is not there: the host is down',
    rule: { path: 'hosts[2].ports[0]' },
  }
}

/** A check whose every text is of a peer's choice. */
export const hostileCheck: fc.Arbitrary<PolicyCheck> = fc
  .array(fc.oneof(fc.string({ unit: 'binary', maxLength: 30 }), dangerous()), { minLength: 6, maxLength: 6 })
  .map(([host = '', name = '', tag = '', actual = '', expected = '', policy = '']) => {
    const check = sampleCheck()
    const violations = check.violations.map((violation) => ({
      ...violation,
      ...(violation.name !== undefined && { name, tag }),
      ...(violation.name === undefined && { host }),
      actual,
      expected,
      message: `runs ${actual}, expected ${expected}`,
    }))
    const hosts = check.hosts.map((one) => (one.name === undefined ? one : { ...one, name, tag }))
    return { ...check, policy, hosts, violations, unchecked: violations }
  })

function dangerous(): fc.Arbitrary<string> {
  return fc.constantFrom(
    '\r\n::error::x',
    '\u001b[2J',
    ']]>',
    '<script>',
    '`|\n| x |',
    '\uFFFE\uFFFF\u0000',
    '\uD800',
    '\u202E',
    '{{x}}',
    '../..',
  )
}
