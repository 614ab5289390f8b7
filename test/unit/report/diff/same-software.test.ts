import { expect, test } from 'vitest'
import { comparisonOf } from '../../../../src/report/diff/same-software.ts'

const [ours, nmap, masscan] = ['0.1.0', 'nmap 7.95', 'masscan'].map((version) => ({ version })) as [
  { version: string },
  { version: string },
  { version: string },
]

test('reports of one program are compared to the letter, of two programs by meaning', () => {
  expect(comparisonOf(ours, { version: '2.0.0' }).sameProduct('Apache', 'Apache httpd')).toBe(false)
  expect(comparisonOf(nmap, { version: 'nmap 7.80' }).sameProduct('Apache', 'Apache httpd')).toBe(false)
  expect(comparisonOf(ours, nmap).sameProduct('Apache', 'Apache httpd')).toBe(true)
  expect(comparisonOf(nmap, masscan).sameProduct('Apache', 'Apache httpd')).toBe(true)
})

test.each([
  ['dns', 'domain', true],
  ['x11', 'X11', true],
  ['rdp', 'ms-wbt-server', true],
  ['http', 'smtp', false],
] as const)('the protocols %s and %s', (a, b, same) => {
  expect(comparisonOf(ours, nmap).sameService(a, b)).toBe(same)
  expect(comparisonOf(ours, ours).sameService(a, b)).toBe(false)
})

test.each([
  ['BIND', 'ISC BIND', true],
  ['Redis key-value store', 'Redis', true],
  ['Apache Tomcat', 'Apache httpd', false],
  ['nginx', 'Caddy', false],
] as const)('the products %s and %s', (a, b, same) => {
  expect(comparisonOf(ours, nmap).sameProduct(a, b)).toBe(same)
})

test.each([
  ['9.2p1', '9.2p1 Debian 2+deb12u3', true],
  ['9.2', '9.2p1', false],
  ['', '9.2', false],
] as const)('the versions %s and %s', (a, b, same) => {
  expect(comparisonOf(nmap, ours).sameVersion(a, b)).toBe(same)
})
