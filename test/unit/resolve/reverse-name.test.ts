import { expect, test } from 'vitest'
import { reverseName } from '../../../src/resolve/reverse-name.ts'

test('the examples of RFC 1035, section 3.5, and RFC 3596, section 2.5', () => {
  expect(reverseName('10.2.0.52')).toBe('52.0.2.10.in-addr.arpa')
  expect(reverseName('4321:0:1:2:3:4:567:89ab')).toBe(
    'b.a.9.8.7.6.5.0.4.0.0.0.3.0.0.0.2.0.0.0.1.0.0.0.0.0.0.0.1.2.3.4.ip6.arpa',
  )
})

test('a zone does not count, and what is no address is refused', () => {
  expect(reverseName('fe80::1%eth0')).toBe(reverseName('fe80::1'))
  expect(() => reverseName('host.example')).toThrow(/expected an IPv4 or IPv6 address/)
})
