import { expect, test } from 'vitest'
import {
  fail,
  member,
  placeOf,
  recordOf,
  type PolicyNode,
} from '../../../../src/report/policy/policy-node.ts'

const root: PolicyNode = { value: { hosts: [{ host: 'x' }] }, path: [], source: {} }

test('the path of a value', () => {
  const host = member(member(member(root, 'hosts'), 0), 'host')
  expect(host.value).toBe('x')
  expect(placeOf(host)).toEqual({ path: 'hosts[0].host' })
  expect(placeOf({ ...host, source: { lineOf: ([first]) => (first === 'hosts' ? 4 : 1) } })).toEqual({
    path: 'hosts[0].host',
    line: 4,
  })
})

test('what an object inherits is not in it', () => {
  expect(member(root, 'constructor').value).toBeUndefined()
})

test('keys from outside are told in quotes', () => {
  const value = { 'a\u001b[2J\n': 1 }
  expect(() => recordOf({ value, path: [], source: { name: 'p.yaml' } }, ['host'], 'x')).toThrow(
    /^p\.yaml: \['a\\x1B\[2J\\n'\]: unknown key/,
  )
  expect(() => fail(root, 'is wrong')).toThrow('policy: is wrong')
})
