import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareVersions, isPatchOf } from '../../../../src/report/policy/compare-versions.ts'

const inOrder = [
  ['8.9p1', '9.2p1'],
  ['9.2', '9.2p1'],
  ['9.2p1', '9.2p2'],
  ['9.2p9', '9.2p10'],
  ['1.9.9', '1.10.0'],
  ['1.24', '1.24.1'],
  ['1.1.1', '1.1.1a'],
  ['1.1.1k', '1.1.1w'],
  ['1.1.1w', '3.0.0'],
  ['3.0.0-beta1', '3.0.0'],
  ['3.0.0-alpha2', '3.0.0-beta1'],
  ['17beta3', '17rc1'],
  ['17rc1', '17.0'],
  ['1.0~rc1', '1.0'],
  ['3.0b2', '3.0'],
  ['9.0.0.M1', '9.0.0'],
  ['2024-01-16', '2024-06-01'],
  ['RELEASE.2024-01-16T16-07-38Z', 'RELEASE.2024-06-01T00-00-00Z'],
  ['99999999999999999998', '99999999999999999999'],
] as const

test.each(inOrder)('%s is before %s', (earlier, later) => {
  expect(compareVersions(earlier, later)).toBeLessThan(0)
  expect(compareVersions(later, earlier)).toBeGreaterThan(0)
})

test.each([
  ['1.24', '1.24.0'],
  ['v1.24.3', '1.24.3'],
  ['1.25.3-alpine', '1.25.3'],
  ['10.11.6-MariaDB', '10.11.6'],
  ['2.4.57 (Debian)', '2.4.57'],
  ['9.2p1 Debian 2+deb12u3', '9.2p1'],
  ['1.2.3.Final', '1.2.3'],
  ['1.02', '1.2'],
])('%s is %s', (a, b) => {
  expect(compareVersions(a, b)).toBe(0)
})

test('without a number there is nothing to compare', () => {
  expect(compareVersions('unknown', '1.2')).toBeUndefined()
  expect(compareVersions('1.2', '')).toBeUndefined()
  expect(isPatchOf('unknown', '1.2')).toBeUndefined()
})

test.each<[string, string, boolean]>([
  ['1.24', '1.24', true],
  ['1.24.3', '1.24', true],
  ['1.24.3-alpine', '1.24', true],
  ['9.2p1', '9.2', true],
  ['9.2p1', '9.2p1', true],
  ['9.2p2', '9.2p1', false],
  ['1.25', '1.24', false],
  ['1.240', '1.24', false],
  ['1.24-rc1', '1.24', false],
  ['1', '1.0', true],
])('%s as a patch of %s: %s', (version, base, expected) => {
  expect(isPatchOf(version, base)).toBe(expected)
})

test('any two texts: one order, the same from both sides', () => {
  const version = fc.oneof(
    fc.string({ maxLength: 300 }),
    fc.stringMatching(/^\d{1,4}([.-]\d{1,3}){0,3}(-?(rc|beta|p|a|alpine)\d?)?$/),
  )
  fc.assert(
    fc.property(version, version, version, (a, b, c) => {
      const order = compareVersions(a, b)
      const back = compareVersions(b, a)
      expect(back).toBe(order === undefined || order === 0 ? order : -order)
      if ((order ?? 1) <= 0 && (compareVersions(b, c) ?? 1) <= 0) {
        expect(compareVersions(a, c)).toBeLessThanOrEqual(0)
      }
    }),
    { numRuns: 2000 },
  )
})
