import type { networkInterfaces } from 'node:os'
import { type NetworkInterfaceInfo } from 'node:os'
import { expect, test, vi } from 'vitest'
import { localCode, NO_FAMILY } from '../../../src/net/missing-family.ts'

const having = (...families: readonly ('IPv4' | 'IPv6')[]) =>
  vi.fn(() => ({
    lo: families.map((family) => ({ family }) as NetworkInterfaceInfo),
    down: undefined,
  })) as unknown as typeof networkInterfaces

test('no address is available where the machine has none of the family', () => {
  expect(localCode('EADDRNOTAVAIL', 6, having('IPv4'))).toBe(NO_FAMILY)
  expect(localCode('EADDRNOTAVAIL', 4, having('IPv6'))).toBe(NO_FAMILY)
  expect(localCode('EADDRNOTAVAIL', 6, having())).toBe(NO_FAMILY)
})

test('with an address of the family it is the ports that ran out', () => {
  expect(localCode('EADDRNOTAVAIL', 6, having('IPv4', 'IPv6'))).toBe('EADDRNOTAVAIL')
  expect(localCode('EADDRNOTAVAIL', 4, having('IPv4'))).toBe('EADDRNOTAVAIL')
})

test('no other code makes it look', () => {
  const interfaces = having()
  for (const code of ['ECONNREFUSED', 'EADDRINUSE', 'ENETUNREACH'])
    expect(localCode(code, 6, interfaces)).toBe(code)
  expect(interfaces).not.toHaveBeenCalled()
})

test('this machine has an IPv4 address', () => {
  expect(localCode('EADDRNOTAVAIL', 4)).toBe('EADDRNOTAVAIL')
})
