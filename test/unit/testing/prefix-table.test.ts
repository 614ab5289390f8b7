import { expect, test } from 'vitest'
import { PrefixTable } from '../../../src/testing/prefix-table.ts'

const table = new PrefixTable({
  '192.0.2.0/24': 'the block',
  '192.0.2.7': 'one of it',
  '192.0.2.0/28': 'its beginning',
  '2001:db8::/32': 'the other family',
  '2001:db8::1': 'one of that',
})

test.each([
  ['192.0.2.200', 'the block'],
  ['192.0.2.8', 'its beginning'],
  ['192.0.2.7', 'one of it'],
  ['2001:db8:0:1::1', 'the other family'],
  ['2001:db8::1', 'one of that'],
  ['198.51.100.1', undefined],
])('%s: the longest prefix counts', (address, value) => {
  expect(table.find(address)).toBe(value)
})

test.each(['192.0.2.1-7', '192.0.2.0/24,198.51.100.0/24', '192.0.2.0/', '192.0.2.0/33', 'www.example', ''])(
  '%j is no prefix',
  (prefix) => {
    expect(() => new PrefixTable({ [prefix]: 1 })).toThrow(expect.objectContaining({ name: 'ScanError' }))
  },
)
