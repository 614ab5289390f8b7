import { expect, it } from 'vitest'
import { CqlReader } from '../../../../src/fingerprint/services/cql-reader.ts'
import { bytes } from '../../../fixtures/services/index.ts'

it('reads one after another, to the end', () => {
  const reader = new CqlReader(bytes('\x01\x02\0\x02ab\0\x01\0\x01k\0\x02\0\x01v\0\x01w'))
  expect([reader.short(), reader.text(), reader.atEnd]).toEqual([0x102, 'ab', false])
  expect([...reader.multimap()!]).toEqual([['k', ['v', 'w']]])
  expect([reader.atEnd, reader.short(), reader.text(), reader.multimap()]).toEqual([
    true,
    undefined,
    undefined,
    undefined,
  ])
})

it.each(['\0\x41', '\0\x01\0\x01k\0\x41', '\0\x01\0\x09k\0\0', '\0\x01\0\x01k\0\x02\0\x01v'])(
  'reads no map that is cut off or too big: %j',
  (text) => {
    expect(new CqlReader(bytes(text)).multimap()).toBeUndefined()
  },
)
