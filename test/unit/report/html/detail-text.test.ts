import fc from 'fast-check'
import { expect, test } from 'vitest'
import { detailName, detailText } from '../../../../src/report/html/detail-text.ts'

test('what a protocol tells, in words', () => {
  expect(detailText('nginx')).toBe('nginx')
  expect([detailText(true), detailText(7), detailText(7n)]).toEqual(['true', '7', '7'])
  expect(detailText(['PLAIN', 'LOGIN'])).toBe('PLAIN, LOGIN')
  expect(detailText({ type: 'ssh-ed25519', bits: 256 })).toBe('type: ssh-ed25519, bits: 256')
  expect(detailText([{ scheme: 'Basic', realm: 'x' }])).toBe('scheme: Basic, realm: x')
  expect(detailText({ kex: ['a', 'b'] })).toBe('{"kex":["a","b"]}')
  expect(detailText(new Uint8Array([65]))).toContain('"text":"A"')
  expect([undefined, null, ''].map(detailText)).toEqual(['', '', ''])
})

test('however much it is, it is short', () => {
  expect(detailText('a'.repeat(1000))).toHaveLength(200)
  expect(detailText(Array.from({ length: 20 }, (_, at) => at))).toMatch(/, 15, … 4 more$/)
  fc.assert(fc.property(fc.anything(), (value) => detailText(value).length < 16 ** 4))
})

test('names as people write them', () => {
  expect(['hostKey', 'status', 'httpVersion', 'serverID'].map(detailName)).toEqual([
    'host key',
    'status',
    'http version',
    'serverID',
  ])
})
