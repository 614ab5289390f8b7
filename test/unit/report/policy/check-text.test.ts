import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkText } from '../../../../src/report/policy/check-text.ts'
import { plainPaint } from '../../../../src/report/text-layout.ts'
import { hostileCheck, sampleCheck } from './checks.ts'

const text = (...args: Parameters<typeof checkText>): string => [...checkText(...args)].join('')

test('everything that a check can tell', () => {
  expect(text(sampleCheck())).toMatchInlineSnapshot(`
    "192.0.2.7 (www.example, web)
      unexpected-open      23/tcp is open (telnet), and the policy does not allow it (policies/my ports.yaml:5)
      version              443/tcp runs nginx 1.18.0, expected >=1.24 (policies/my ports.yaml:7)
      certificate-expired  443/tcp has a certificate that expired on 2026-11-20 (policies/my ports.yaml:7)
      unchecked            10 ports got no verdict (policies/my ports.yaml:5)

    192.0.2.8
      unexpected-open  53/udp is open, and no entry of the policy is about this host

    db.example
      missing  5432/tcp is not there: the host is down (hosts[2].ports[0])

    6 violations on 3 hosts (3 hosts, 2,990 ports checked)
    "
  `)
})

test('nothing wrong, and what was not looked at', () => {
  const { violations, ...check } = sampleCheck()
  expect(text({ ...check, violations: [], unchecked: violations.slice(3, 4) })).toMatchInlineSnapshot(`
    "not checked
      192.0.2.7 (www.example, web): 10 ports got no verdict

    no violations (3 hosts, 2,990 ports checked); 1 not checked
    "
  `)
})

test('a host with everything open is not a line for each port', () => {
  const check = sampleCheck()
  const violations = Array.from({ length: 65_535 }, () => check.violations[0]!)
  const lines = text({ ...check, violations, unchecked: violations }).split('\n')
  expect(lines).toHaveLength(108)
  expect(lines.filter((line) => line === '  and 65,485 more')).toHaveLength(2)
})

test('colours and the width of a terminal', () => {
  const paint = { ...plainPaint, red: (part: string) => `<${part}>`, yellow: (part: string) => `[${part}]` }
  const lines = text(sampleCheck(), { paint, width: 60 }).split('\n')
  expect(lines.slice(1, 3)).toEqual([
    '  <unexpected-open>      23/tcp is open (telnet), and the',
    '                       policy does not allow it (policies/my',
  ])
  expect(lines.join('')).toContain('[unchecked]')
})

test('no control character but the line end, whatever peers say', () => {
  fc.assert(
    fc.property(hostileCheck, (check) => {
      const out = text(check)
      // eslint-disable-next-line no-control-regex -- what must not be there
      expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\ud800-\udfff]/u)
      expect(out.match(/^ {2}\S/gm)).toHaveLength(2 * check.violations.length)
    }),
  )
})
