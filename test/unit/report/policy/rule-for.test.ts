import { expect, test } from 'vitest'
import { byBreadth, ruleForHost, ruleForPort } from '../../../../src/report/policy/rule-for.ts'
import { policyOfHosts } from './policies.ts'

const policy = policyOfHosts(
  { host: '192.0.2.0/24', ports: [] },
  { tag: 'web', ports: [] },
  { host: '192.0.2.0-192.0.2.255', ports: [] },
  { host: '192.0.2.0/28', ports: [] },
  { host: '192.0.2.7', ports: [] },
  { host: 'www.example', ports: [] },
)

test.each([
  ['the smallest range', { address: '192.0.2.3' }, '192.0.2.0/28'],
  ['of two alike the first', { address: '192.0.2.99' }, '192.0.2.0/24'],
  ['the address itself', { address: '192.0.2.7', tag: 'web' }, '192.0.2.7'],
  ['a tag before ranges', { address: '192.0.2.3', tag: 'web' }, 'web'],
  ['a name before all', { address: '192.0.2.7', name: 'WWW.example.', tag: 'web' }, 'www.example'],
  ['none', { address: '198.51.100.1', name: 'x.example', tag: 'x' }, undefined],
])('%s', (_title, host, expected) => {
  expect(ruleForHost(byBreadth(policy), host)?.text).toBe(expected)
})

test('of the entries with a port the narrowest', () => {
  const [rule] = policyOfHosts({ host: '192.0.2.7', ports: ['1-1024', '80-90', 84, 'U:53'] }).hosts
  const path = (key: number): string | undefined => ruleForPort(rule!, key)?.place.path
  expect([22, 81, 84, 1025, 0x10000 + 53].map(path)).toEqual([
    'hosts[0].ports[0]',
    'hosts[0].ports[1]',
    'hosts[0].ports[2]',
    undefined,
    'hosts[0].ports[3]',
  ])
})
