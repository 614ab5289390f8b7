import { Ajv } from 'ajv'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sarif } from '../../../../src/report/policy/sarif.ts'
import type { PolicyCheck } from '../../../../src/report/policy/violation.ts'
import { hostileCheck, sampleCheck } from './checks.ts'
import { sarifShape } from './sarif-shape.ts'

interface Log {
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } }
      readonly results: readonly Result[]
    },
  ]
}

interface Result {
  readonly ruleId: string
  readonly ruleIndex: number
  readonly message: { readonly text: string }
  readonly partialFingerprints: Readonly<Record<string, string>>
  readonly locations: readonly {
    readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } }
  }[]
}

const isSarif = new Ajv({ strict: true }).compile(sarifShape)

function read(check: PolicyCheck): Log {
  const log = JSON.parse([...sarif(check)].join('')) as Log
  isSarif(log)
  expect(isSarif.errors ?? []).toEqual([])
  return log
}

test('a result for each violation, at the line of the policy', () => {
  const { results, tool } = read(sampleCheck()).runs[0]
  expect(results).toHaveLength(6)
  expect(results[0]).toMatchObject({
    ruleId: 'unexpected-open',
    level: 'error',
    message: {
      text: '192.0.2.7 (www.example, web): 23/tcp is open (telnet), and the policy does not allow it',
    },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: 'policies/my%20ports.yaml' }, region: { startLine: 5 } },
        logicalLocations: [{ fullyQualifiedName: 'hosts[1]' }],
      },
    ],
  })
  for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]!.id).toBe(ruleId)
})

test('nothing wrong is no results', () => {
  expect(read({ ...sampleCheck(), violations: [] }).runs[0].results).toEqual([])
})

test.each([
  ['./a/b.yaml', 'a/b.yaml'],
  ['../a.yaml', '../a.yaml'],
  ['a\\b.yaml', 'a/b.yaml'],
  ['/etc/a b.yaml', 'file:///etc/a%20b.yaml'],
])('the URI of %s is %s', (policy, uri) => {
  const [result] = read({ ...sampleCheck(), policy }).runs[0].results
  expect(result!.locations[0]!.physicalLocation.artifactLocation.uri).toBe(uri)
})

test('what a peer says is no link and no placeholder', () => {
  const check = sampleCheck()
  const violations = [{ ...check.violations[0]!, message: 'runs [x](https://evil.example) {0} [y] {z}' }]
  expect(read({ ...check, violations }).runs[0].results[0]!.message.text).toContain(
    'runs [x\\x5d(https://evil.example) \\x7b0} [y] {z}',
  )
})

test('a fingerprint stays while what is wrong stays', () => {
  const check = sampleCheck()
  const [first, second] = check.violations
  const of = (violations: PolicyCheck['violations']): string[] =>
    read({ ...check, violations }).runs[0].results.map((result) => result.partialFingerprints['portscan/v1']!)
  const moved = {
    ...second!,
    actual: 'nginx 1.18.1',
    host: '192.0.2.99',
    rule: { path: 'hosts[4]', line: 99 },
  }
  expect(of([second!])).toEqual(of([moved]))
  expect(new Set(of([first!, second!, { ...second!, port: 8443 }])).size).toBe(3)
})

test('whatever peers say, a line is a line and a log is a log', () => {
  fc.assert(
    fc.property(hostileCheck, (check) => {
      for (const { message } of read(check).runs[0].results) expect(message.text).not.toMatch(/[\r\n]/)
      // eslint-disable-next-line no-control-regex -- what must not be there
      expect([...sarif(check)].join('')).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/)
    }),
  )
})
