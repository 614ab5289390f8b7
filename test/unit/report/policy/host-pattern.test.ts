import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatRange } from '../../../../src/net/address-range.ts'
import {
  breadth,
  hostName,
  isOneHost,
  parseHostPattern,
  parseRange,
} from '../../../../src/report/policy/host-pattern.ts'

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['192.0.2.7/28', '192.0.2.0-192.0.2.15'],
  ['192.0.2.1-20', '192.0.2.1-192.0.2.20'],
  ['192.0.2.1-192.0.3.4', '192.0.2.1-192.0.3.4'],
  ['2001:db8::1', '2001:db8::1'],
  ['2001:db8::/126', '2001:db8::-2001:db8::3'],
  ['2001:db8::1-2001:db8::9', '2001:db8::1-2001:db8::9'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['fe80::1%eth0', 'fe80::1%eth0'],
])('%s is %s', (text, expected) => {
  expect(formatRange(parseRange(text)!)).toBe(expected)
})

test.each([
  '192.0.2.300',
  '192.0.2.0/33',
  '192.0.2.9-1',
  '192.0.2.1-2001:db8::1',
  '2001:db8::/129',
  '192.0.2.1-300',
])('%s is no range', (text) => {
  expect(parseRange(text)).toBeUndefined()
  expect(parseHostPattern(text)).toBeUndefined()
})

describe('names', () => {
  test.each([
    ['DB.example.', 'db.example'],
    ['localhost', 'localhost'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['a-b.example', 'a-b.example'],
  ])('%s is %s', (text, expected) => {
    expect(parseHostPattern(text)).toEqual({ kind: 'name', name: expected })
  })

  test.each(['', 'a b', '-a.example', 'a..example', 'a/b', 'x:80', '*', '1.2.3', 'a\nb', '@hosts.txt'])(
    '%j is none',
    (text) => {
      expect(hostName(text)).toBeUndefined()
    },
  )
})

test('names and addresses are more specific than tags, tags than ranges, small ranges than large ones', () => {
  const patterns = ['db.example', '192.0.2.7', '192.0.2.1-2', '192.0.2.0/24', '2001:db8::/32']
  const [name, one, ...ranges] = patterns.map((text) => breadth(parseHostPattern(text)!))
  const order = [name!, one!, breadth({ kind: 'tag', tag: 'web' }), ...ranges]
  expect([...order].sort((a, b) => (a < b ? -1 : 1))).toEqual(order)
  expect(new Set(order).size).toBe(order.length)
})

test('one host or more', () => {
  expect(
    ['db.example', '192.0.2.7/32', '192.0.2.0/31'].map((text) => isOneHost(parseHostPattern(text)!)),
  ).toEqual([true, true, false])
})

test('any text is read or refused', () => {
  fc.assert(fc.property(fc.string(), (text) => void parseHostPattern(text)))
})
