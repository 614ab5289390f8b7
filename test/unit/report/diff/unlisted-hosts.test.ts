import { expect, test } from 'vitest'
import type { Skipped } from '../../../../src/model/event.ts'
import { unlistedHosts } from '../../../../src/report/diff/unlisted-hosts.ts'
import { skippedHost } from './reports.ts'

const host = { address: '192.0.2.7', target: '192.0.2.0/24' }
const named = { ...host, name: 'www.example', target: 'www.example' }
const { address: _none, ...noAddress } = skippedHost('www.example')

test('who was looked for and not found is down', () => {
  const { isDown } = unlistedHosts([skippedHost('192.0.2.7')])
  expect([isDown(host), isDown(named), isDown({ address: '192.0.2.8' })]).toEqual([true, true, false])
})

test('a name that was not found says nothing of another name at its address', () => {
  const { isDown } = unlistedHosts([skippedHost('192.0.2.7', { name: 'www.example' })])
  expect([isDown(host), isDown(named), isDown({ ...named, name: 'mail.example' })]).toEqual([
    true,
    true,
    false,
  ])
})

test('a port that was skipped is no host', () => {
  expect(unlistedHosts([skippedHost('192.0.2.7', { port: 22 })]).isDown(host)).toBe(false)
})

test('whoever of a target is not listed is down, where the report says so', () => {
  const { isDown } = unlistedHosts([{ ...noAddress, target: '192.0.2.0/24' }])
  expect([isDown(host), isDown({ address: '198.51.100.7' })]).toEqual([true, false])
})

test.each<[string, readonly Skipped[], string]>([
  ['nothing', [], 'not-scanned'],
  ['its address', [skippedHost('192.0.2.7', { reason: 'policy' })], 'policy'],
  ['its name', [{ ...noAddress, reason: 'unresolved' }], 'unresolved'],
  ['its name at another address', [skippedHost('192.0.2.9', { name: 'www.example' })], 'not-scanned'],
])('why nothing is said of a host, where %s was skipped', (_what, skipped, why) => {
  expect(unlistedHosts(skipped).why(named)).toBe(why)
})

test('why nothing is said of one of a block', () => {
  expect(unlistedHosts([{ ...noAddress, target: '192.0.2.0/24', reason: 'excluded' }]).why(host)).toBe(
    'excluded',
  )
})
