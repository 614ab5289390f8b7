import { expect, test } from 'vitest'
import type { NamedHost } from '../../../src/model/host.ts'
import {
  manyAddresses,
  skippedHost,
  specialAddress,
  unresolvedHost,
} from '../../../src/resolve/host-notices.ts'
import { resolveError } from '../../../src/resolve/resolve-failure.ts'

const host: NamedHost = {
  kind: 'name',
  target: 'host.example:22',
  name: 'host.example',
  ordinal: 3,
  tag: 'lab',
}

test('a skipped host says which target, name, address and tag', () => {
  const common = { kind: 'skipped', target: 'host.example:22', name: 'host.example', tag: 'lab' }
  expect(skippedHost(host, 'excluded', '192.0.2.1')).toEqual({
    ...common,
    reason: 'excluded',
    address: '192.0.2.1',
  })
  const error = resolveError('timeout', 'host.example', 'a', 'b')
  expect(unresolvedHost(host, error)).toEqual({ ...common, reason: 'unresolved', error })
  expect(unresolvedHost(host, 'odd').error).toMatchObject({
    code: 'ERR_RESOLVE',
    failure: 'server-failure',
    cause: 'odd',
  })
})

test('many addresses are counted, a few named', () => {
  const addresses = Array.from({ length: 64 }, (_, i) => `192.0.2.${i}`)
  const { message } = manyAddresses(host, addresses)
  expect(message).toContain('64 addresses; only 192.0.2.0 is scanned, not 192.0.2.1, 192.0.2.2, 192.0.2.3, …')
})

test.each([
  ['10.1.2.3', 'Private-Use'],
  ['169.254.169.254', 'Link Local'],
  ['127.0.0.1', 'Loopback'],
  ['fd00::1', 'Unique-Local'],
  ['64:ff9b::a00:1', 'Private-Use'],
])('%s is %s', (address, purpose) => {
  const warning = specialAddress(host, ['8.8.8.8', address])
  expect(warning).toMatchObject({ code: 'special-address', target: 'host.example:22' })
  expect(warning?.message).toContain(`host.example leads to ${address}: ${purpose}`)
})

test('ordinary addresses and localhost’s own are not special', () => {
  expect(specialAddress(host, ['8.8.8.8', '2606:4700::1111'])).toBeUndefined()
  expect(specialAddress({ ...host, name: 'localhost' }, ['127.0.0.1', '::1'])).toBeUndefined()
  expect(specialAddress({ ...host, name: 'x.localhost' }, ['127.0.0.1', '10.0.0.1'])).toBeDefined()
})
