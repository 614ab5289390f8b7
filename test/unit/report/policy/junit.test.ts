import fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { expect, test } from 'vitest'
import { junit } from '../../../../src/report/policy/junit.ts'
import type { PolicyCheck } from '../../../../src/report/policy/violation.ts'
import { hostileCheck, sampleCheck } from './checks.ts'

interface Suite {
  readonly name: string
  readonly tests: number
  readonly failures: number
  readonly cases: { readonly name: string; failure?: string }[]
}

/** By a strict parser. */
function read(check: PolicyCheck): { tests: number; failures: number; suites: Suite[] } {
  const all = { tests: 0, failures: 0, suites: [] as Suite[] }
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    const counts = { tests: Number(attributes['tests']), failures: Number(attributes['failures']) }
    const suite = all.suites.at(-1)
    if (name === 'testsuites') Object.assign(all, counts)
    if (name === 'testsuite') all.suites.push({ name: attributes['name'] ?? '', ...counts, cases: [] })
    if (name === 'testcase') suite!.cases.push({ name: attributes['name'] ?? '' })
    if (name === 'failure') suite!.cases.at(-1)!.failure = `${attributes['type']}: ${attributes['message']}`
  })
  parser.write([...junit(check)].join('')).close()
  return all
}

test('a suite for each host, a case for each port and one for all others', () => {
  const { tests, failures, suites } = read(sampleCheck())
  expect({ tests, failures }).toEqual({ tests: 8, failures: 5 })
  expect(suites).toEqual([
    { name: '192.0.2.6', tests: 2, failures: 0, cases: [{ name: '22/tcp' }, { name: 'all other ports' }] },
    {
      name: '192.0.2.7 (www.example, web)',
      tests: 3,
      failures: 3,
      cases: [
        {
          name: '23/tcp',
          failure:
            'unexpected-open: 23/tcp is open (telnet), and the policy does not allow it (policies/my ports.yaml:5)',
        },
        {
          name: '443/tcp',
          failure:
            'version: 443/tcp runs nginx 1.18.0, expected >=1.24 (policies/my ports.yaml:7); 443/tcp has a certificate that expired on 2026-11-20 (policies/my ports.yaml:7)',
        },
        {
          name: 'all other ports',
          failure: 'unchecked: 10 ports got no verdict (policies/my ports.yaml:5)',
        },
      ],
    },
    {
      name: '192.0.2.8',
      tests: 2,
      failures: 1,
      cases: [
        {
          name: '53/udp',
          failure: 'unexpected-open: 53/udp is open, and no entry of the policy is about this host',
        },
        { name: 'all other ports' },
      ],
    },
    {
      name: 'db.example',
      tests: 1,
      failures: 1,
      cases: [
        { name: '5432/tcp', failure: 'missing: 5432/tcp is not there: the host is down (hosts[2].ports[0])' },
      ],
    },
  ])
})

test('well-formed, whatever peers say, and every violation is in it', () => {
  fc.assert(
    fc.property(hostileCheck, (check) => {
      const { tests, suites } = read(check)
      const failures = suites.flatMap(({ cases }) => cases).filter(({ failure }) => failure !== undefined)
      expect(tests).toBe(suites.reduce((sum, suite) => sum + suite.cases.length, 0))
      expect(failures.length).toBeGreaterThanOrEqual(4)
      expect([...junit(check)].join('')).not.toContain('\r')
    }),
  )
})
