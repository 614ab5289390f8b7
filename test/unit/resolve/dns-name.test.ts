import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readMessage } from '../../../src/resolve/dns-message.ts'
import { isName, nameText, readName, skipName, wireName } from '../../../src/resolve/dns-name.ts'
import { a, labelled, reply, wire } from '../../support/dns-bytes.ts'

const query = Buffer.concat([
  Buffer.from('123401000001000000000000', 'hex'),
  wire('host.example'),
  Buffer.from([0, 1, 0, 1]),
])
const pointer = (offset: number): Buffer => Buffer.from([0xc0 | (offset >> 8), offset & 0xff])

test('a name of 255 octets is read, and pointers to pointers', () => {
  const longest = [...Array<string>(3).fill('x'.repeat(63)), 'y'.repeat(61)].join('.')
  const bytes = reply(query, {
    answers: [a(longest, '192.0.2.1'), a(pointer(query.length), '192.0.2.2')],
  })
  const message = readMessage(bytes)!
  expect(message.answers.map(({ owner }) => nameText(readName(bytes, owner)!))).toEqual([longest, longest])
})

test('names are shown so that no two look alike', () => {
  const shown = (...labels: string[]): string =>
    nameText(
      Buffer.concat([
        ...labels.map((l) => Buffer.concat([Buffer.of(l.length), Buffer.from(l, 'latin1')])),
        Buffer.of(0),
      ]),
    )
  expect(shown('a.b', 'c')).toBe('a\\046b.c')
  expect(shown('\u001b[0m', '\0', 'ü', '\\')).toBe('\\027[0m.\\000.\\252.\\092')
})

test('names are equal by octets, whatever the case, through pointers too', () => {
  const bytes = Buffer.concat([wire('Host.EXAMPLE'), pointer(0), Buffer.from([1, 0x41]), pointer(5)])
  expect(isName(bytes, 0, wireName('host.example'))).toBe(true)
  expect(isName(bytes, 14, wireName('host.example'))).toBe(true)
  expect(isName(bytes, 16, wireName('a.example'))).toBe(true)
  for (const other of ['host.exampl', 'host.example.x', 'hosu.example', 'example', ''])
    expect(isName(bytes, 0, wireName(other)), other).toBe(false)
  expect([skipName(bytes, 0), skipName(bytes, 14), skipName(bytes, 16)]).toEqual([14, 16, 20])
})

test('the root is a name without labels', () => {
  expect(wireName('')).toEqual(Uint8Array.of(0))
  expect(nameText(Uint8Array.of(0))).toBe('')
})

test('whatever the octets, reading ends, in bounds, and agrees with skipping (H35)', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(310), (bytes, offset) => {
      const name = readName(bytes, offset)
      const end = skipName(bytes, offset)
      expect(name === undefined).toBe(end === undefined)
      if (name === undefined) return
      expect(name.length).toBeLessThanOrEqual(255)
      expect(end).toBeLessThanOrEqual(bytes.length)
      expect(isName(bytes, offset, name)).toBe(true)
      expect(nameText(name)).toMatch(/^[\x21-\x7e]*$/)
    }),
    { numRuns: 2000 },
  )
})

test('what is written is read again, and shown so that it can be told apart', () => {
  const label = fc.uint8Array({ minLength: 1, maxLength: 63 })
  fc.assert(
    fc.property(fc.array(label, { maxLength: 3 }), fc.array(label, { maxLength: 3 }), (left, right) => {
      const [one, other] = [left, right].map((labels) =>
        readName(labelled(...labels.map((l) => Buffer.from(l))), 0)!,
      )
      expect(nameText(one!) === nameText(other!)).toBe(Buffer.from(one!).equals(Buffer.from(other!)))
    }),
  )
})
