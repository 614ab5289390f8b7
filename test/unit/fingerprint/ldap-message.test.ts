import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { element, integer } from '../../../src/fingerprint/ber.ts'
import {
  attributesOf,
  DONE,
  ENTRY,
  EXTENDED,
  extendedRequest,
  isWholeSearch,
  readMessages,
  resultCode,
  rootDseSearch,
} from '../../../src/fingerprint/ldap-message.ts'

const text = (value: string): Buffer => element(0x04, Buffer.from(value))
const message = (id: number, operation: Buffer): Buffer => element(0x30, integer(id), operation)
const attribute = (name: string, ...values: string[]): Buffer =>
  element(0x30, text(name), element(0x31, ...values.map(text)))
const entry = message(
  7,
  element(ENTRY, text(''), element(0x30, attribute('vendorName', 'Acme', 'Other'), attribute('empty'))),
)
const result = (tag: number, code: number): Buffer =>
  message(7, element(tag, element(0x0a, Buffer.from([code])), text(''), text('')))

describe('messages of LDAP', () => {
  it('a search is one message with our id and the attributes', () => {
    const [search] = readMessages(rootDseSearch(7, ['vendorName']))
    expect([search?.id, search?.tag]).toEqual([7, 0x63])
    expect(rootDseSearch(7, ['vendorName']).toString('latin1')).toContain('vendorName')
    expect(readMessages(extendedRequest(9, '1.2.3'))).toMatchObject([{ id: 9, tag: 0x77 }])
  })

  it('reads an entry and its end', () => {
    const answer = Buffer.concat([entry, result(DONE, 0)])
    const [first, last] = readMessages(answer)
    expect(attributesOf(first!)).toEqual(
      new Map([
        ['vendorname', ['Acme', 'Other']],
        ['empty', []],
      ]),
    )
    expect([attributesOf(last!), resultCode(last!), resultCode(first!)]).toEqual([undefined, 0, undefined])
    expect([isWholeSearch(answer), isWholeSearch(entry)]).toEqual([true, false])
    expect(isWholeSearch(result(EXTENDED, 2))).toBe(true)
  })

  it('reads whole messages only, four at most', () => {
    expect(readMessages(entry.subarray(0, -1))).toEqual([])
    expect(readMessages(Buffer.concat(Array.from({ length: 9 }, () => entry)))).toHaveLength(4)
    expect(readMessages(element(0x30, text('x'), text('y')))).toEqual([])
  })

  it('reads any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(60), (noise, at) => {
        for (const one of readMessages(Buffer.concat([entry.subarray(0, at), noise]))) {
          attributesOf(one)
          resultCode(one)
        }
      }),
    )
  })
})
