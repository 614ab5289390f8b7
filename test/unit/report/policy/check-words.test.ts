import { expect, test } from 'vitest'
import { byHost, hostText, ruleText, summaryText } from '../../../../src/report/policy/check-words.ts'
import { sampleCheck } from './checks.ts'

const check = sampleCheck()

test('violations under their hosts', () => {
  expect(byHost(check.violations).map((ones) => [ones[0].host, ones.length])).toEqual([
    ['192.0.2.7', 4],
    ['192.0.2.8', 1],
    ['db.example', 1],
  ])
})

test('what a host is called', () => {
  expect(hostText({ host: '192.0.2.7', name: 'www.example', tag: 'web' })).toBe(
    '192.0.2.7 (www.example, web)',
  )
  expect(hostText({ host: 'x.example', name: 'x.example' })).toBe('x.example')
})

test('where the policy says so', () => {
  const [first] = check.violations
  expect(ruleText(check, first!)).toBe('policies/my ports.yaml:5')
  expect(ruleText(check, { ...first!, rule: { path: 'hosts[1]' } })).toBe('hosts[1]')
  const { policy: _policy, ...parsed } = check
  expect(ruleText(parsed, first!)).toBe('policy:5')
  expect(ruleText(check, check.violations[4]!)).toBe('')
})

test('the summary', () => {
  expect(summaryText(check)).toBe('6 violations on 3 hosts (3 hosts, 2,990 ports checked)')
  expect(summaryText({ ...check, violations: [], unchecked: check.violations })).toBe(
    'no violations (3 hosts, 2,990 ports checked); 6 not checked',
  )
})
