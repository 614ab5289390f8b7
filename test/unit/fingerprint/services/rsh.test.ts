import { expect, it } from 'vitest'
import { rsh } from '../../../../src/fingerprint/services/rsh.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { rsh as said } from '../../../fixtures/services/rsh.ts'

const match = (text: string, port = 514, probe = 'listen') =>
  rsh.matchers[0]!(bytes(text), { transport: 'tcp', port, probe })

it('reads why it refuses', () => {
  expect(match(said.denied)).toMatchObject({
    name: 'rsh',
    confidence: 'pattern',
    details: { refusal: 'Permission denied.' },
  })
  expect(match(said.reverse, 513)?.details).toEqual({ refusal: "Can't resolve your address." })
  expect(match(said.denied, 40_000, 'rsh')?.name).toBe('rsh')
})

it('takes such a line only where it is to be expected, and no other', () => {
  expect(match(said.denied, 40_000)).toBeUndefined()
  expect(match('Permission denied.\n')).toBeUndefined()
  expect(match('\x01Permission denied.')).toBeUndefined()
  expect(match('\x01\x02\x03\n')).toBeUndefined()
  expect(match('\x01\n')).toBeUndefined()
})

it('says nothing', () => {
  expect(rsh.hello).toBeUndefined()
})
