import fc from 'fast-check'
import { expect, it } from 'vitest'
import { OpcUaReader } from '../../../../src/fingerprint/services/opc-ua-reader.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const reader = (text: string, at = 0): OpcUaReader => new OpcUaReader(bytes(text), at)

it('reads numbers and texts, one after another', () => {
  const body = reader('xx\x07\x01\x02\x00\x00\x03\x00\x00\x00a\xc3\xa9\xff\xff\xff\xff', 2)
  expect([body.byte(), body.uint32(), body.text(), body.text(), body.intact]).toEqual([
    7,
    0x201,
    'aé',
    undefined,
    true,
  ])
  expect([body.byte(), body.intact]).toEqual([undefined, false])
})

it('reads the text of a LocalizedText, with and without a language', () => {
  expect(reader('\x03\x02\x00\x00\x00en\x01\x00\x00\x00a').localizedText()).toBe('a')
  expect(reader('\x02\x01\x00\x00\x00a').localizedText()).toBe('a')
  expect(reader('\x01\x02\x00\x00\x00en').localizedText()).toBeUndefined()
})

it('keeps no control characters, and no more of a text than a field holds', () => {
  expect(reader('\x03\x00\x00\x00a\x1bb').text()).toBe('a b')
  expect(reader(`\x00\x10\x00\x00${'a'.repeat(0x1000)}`).text()).toHaveLength(256)
})

it('reads lists, and none that are too long or not there', () => {
  expect(reader('\x02\x00\x00\x00ab').list(2, () => 1)).toHaveLength(2)
  const long = reader('\x03\x00\x00\x00ab')
  expect([long.list(2, () => 1), long.intact]).toEqual([[], false])
  const none = reader('\xff\xff\xff\xff')
  expect([none.list(2, () => 1), none.intact]).toEqual([[], true])
})

it('never reads past the end, whatever the lengths say', () => {
  const calls = fc.array(fc.constantFrom('byte', 'uint32', 'text', 'skipString', 'localizedText'))
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), calls, (given, names) => {
      const body = new OpcUaReader(given)
      for (const name of names as ('byte' | 'text')[]) body[name]()
      expect(body.list(32, () => body.text()).length).toBeLessThanOrEqual(32)
    }),
  )
})
