import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isInTarget } from '../../../../src/report/diff/in-target.ts'

test.each([
  ['192.0.2.7', '192.0.2.7', true],
  ['192.0.2.7', '192.0.2.0/24', true],
  ['192.0.2.7', '192.0.2.200/24', true],
  ['192.0.2.7', '192.0.2.8/29', false],
  ['192.0.2.7', '0.0.0.0/0', true],
  ['192.0.2.7', '192.0.2.0/33', false],
  ['192.0.2.7', '2001:db8::/32', false],
  ['2001:db8::7', '2001:db8::/32', true],
  ['2001:db9::7', '2001:db8::/32', false],
  ['fe80::1%eth0', 'fe80::/10', false],
  ['192.0.2.7', '192.0.2.1-192.0.2.7', true],
  ['192.0.2.8', '192.0.2.1-192.0.2.7', false],
  ['192.0.2.7', '192.0.2.1-7', true],
  ['192.0.2.8', '192.0.2.1-7', false],
  ['192.0.2.7', '192.0.2,3.*', true],
  ['192.0.2.7', '192.0.-.5-', true],
  ['192.0.2.7', '192.0.2.-5', false],
  ['192.0.2.7', '192.0.2', false],
  ['192.0.2.7', '192.0.2.', false],
  ['192.0.2.7', 'www.example.', false],
  ['2001:db8::7', '192.0.2.7', false],
  ['www.example', 'www.example', true],
] as const)('%s in %s: %s', (address, target, expected) => {
  expect(isInTarget(address, target)).toBe(expected)
})

test('whatever a target is, the question has an answer', () => {
  const text = fc.oneof(fc.string(), fc.stringMatching(/^[\d.,*/:-]{0,24}$/))
  fc.assert(fc.property(text, text, (address, target) => typeof isInTarget(address, target) === 'boolean'))
})
