import fc from 'fast-check'
import { expect, it } from 'vitest'
import { mechanismsFrame } from '../../../../src/fingerprint/services/amqp-mechanisms.ts'
import { amqp as said } from '../../../fixtures/services/amqp.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const frame = said.mechanisms.slice(8)

it('reads the mechanisms of a whole frame of SASL', () => {
  expect(mechanismsFrame(bytes(frame))).toEqual(['ANONYMOUS', 'PLAIN', 'AMQPLAIN'])
  expect(mechanismsFrame(bytes(frame.slice(0, -1)))).toBeUndefined()
  expect(mechanismsFrame(bytes(frame.replace('\x02\x01', '\x02\x00')))).toBeUndefined()
  expect(mechanismsFrame(bytes(frame.replace('S@', 'S\x41')))).toBeUndefined()
})

it('never throws', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), (some) => void mechanismsFrame(some)))
})
