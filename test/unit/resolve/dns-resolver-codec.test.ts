import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readMessage, RECORD } from '../../../src/resolve/dns-message.ts'
import { nameText, readName, wireName } from '../../../src/resolve/dns-name.ts'
import { loadCodec } from '../../../src/resolve/dns-resolver-codec.ts'
import { a, AAAA, QUESTION_NAME, record, reply } from '../../support/dns-bytes.ts'

const codec = await loadCodec()
const query = Buffer.from(codec.query(0x1234, 'host.example', RECORD.A, true))

test('is what RFC 1035 and RFC 6891 say, octet for octet', () => {
  expect(query.toString('hex')).toBe(
    '1234' +
      '0100' +
      '0001000000000001' +
      '04686f7374076578616d706c6500' +
      '00010001' +
      '0000290' +
      '4d0000000000000',
  )
})

test('holds every name that may be asked (H42)', () => {
  const label = fc.stringMatching(/^[a-z0-9_]([a-z0-9_-]{0,20}[a-z0-9_])?$/)
  fc.assert(
    fc.property(fc.array(label, { minLength: 1, maxLength: 8 }), fc.nat(0xffff), (labels, id) => {
      const name = labels.join('.')
      const bytes = codec.query(id, name, RECORD.AAAA, false)
      expect(nameText(readName(bytes, 12)!)).toBe(name)
      expect(readMessage(bytes)).toBeDefined()
      expect(Buffer.from(wireName(name)).equals(Buffer.from(readName(bytes, 12)!))).toBe(true)
    }),
  )
})

test('every address is read as it was written', () => {
  fc.assert(
    fc.property(fc.ipV4(), fc.uint8Array({ minLength: 16, maxLength: 16 }), (v4, v6) => {
      const bytes = reply(query, {
        answers: [a(QUESTION_NAME, v4), record(QUESTION_NAME, AAAA, Buffer.from(v6))],
      })
      const [one, other] = readMessage(bytes)!.answers.map((each) => codec.address(bytes, each))
      expect(one).toBe(v4)
      const groups = Array.from({ length: 8 }, (_, i) =>
        ((v6[i * 2]! << 8) | v6[i * 2 + 1]!).toString(16),
      ).join(':')
      expect(new URL(`http://[${other!}]`).hostname).toBe(new URL(`http://[${groups}]`).hostname)
    }),
  )
})
