import { expect, test } from 'vitest'
import { hostKey } from '../../../src/report/host-key.ts'

test('the same for one host, another for each name and label on its address', () => {
  const address = '192.0.2.7'
  const hosts = [
    { address },
    { address, name: 'a.example' },
    { address, tag: 'a.example' },
    { address, name: 'a.example', tag: 'b' },
  ]
  expect(new Set(hosts.map(hostKey)).size).toBe(hosts.length)
  expect(hostKey({ ...hosts[1]! })).toBe(hostKey(hosts[1]!))
})
