import { expect, test } from 'vitest'
import { headerField, headerText } from '../../../src/fingerprint/header-field.ts'

const message = Buffer.from(
  'SIP/2.0 200 OK\r\nServer: one\r\nCALL-ID : 7@x\r\nempty:\r\n\r\nServer: body\r\n',
)

test('fields by any of their names, whatever the case, up to the empty line', () => {
  const header = headerText(message)
  expect(headerField(header, 'server')).toBe('one')
  expect(headerField(header, 'i', 'call-id')).toBe('7@x')
  expect(headerField(header, 'empty')).toBeUndefined()
  expect(headerField(header, 'sip/2.0 200 ok')).toBeUndefined()
  expect(header).not.toContain('body')
})

test('line feeds alone do, and no more than the limit is read', () => {
  expect(headerField(headerText(Buffer.from('X\nA: b\n\nC: d')), 'a')).toBe('b')
  expect(headerText(Buffer.alloc(10_000, 'x'))).toHaveLength(4_096)
  expect(headerField(`X\r\n${'a: b\r\n'.repeat(200)}z: y`, 'z')).toBeUndefined()
})
