import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  framesOf,
  isAnswered,
  OPEN_AND_CLOSE,
  openOf,
} from '../../../../src/fingerprint/services/amqp-open.ts'
import { amqp as said } from '../../../fixtures/services/amqp.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const descriptors = (text: string): number[] => framesOf(bytes(text)).map(({ descriptor }) => descriptor)

it('asks without a name, opens, and closes, in frames that fit', () => {
  expect(descriptors(OPEN_AND_CLOSE.toString('latin1'))).toEqual([0x41, 0x10, 0x18])
  expect(openOf(OPEN_AND_CLOSE)).toEqual({ container: 'portscan' })
})

it('reads what was opened', () => {
  expect(descriptors(said.activemqOpen)).toEqual([0x40, 0x44, 0x10, 0x18])
  expect(openOf(bytes(said.activemqOpen))).toEqual({
    container: 'test',
    product: 'ActiveMQ',
    version: '5.18.3',
    platform: 'Java/17.0.15',
  })
  expect(openOf(bytes(said.artemisToOther))).toEqual({})
})

it('waits for the answer, or a refusal', () => {
  const outcome = said.artemisOpen.indexOf('SD') + 7
  expect(isAnswered(bytes(said.artemisOpen.slice(0, outcome)))).toBe(false)
  const refused = said.artemisOpen.slice(0, outcome).replace('SD\xc0\x03\x01P\0', 'SD\xc0\x03\x01P\x01')
  expect(isAnswered(bytes(refused))).toBe(true)
  expect(openOf(bytes(refused))).toBeUndefined()
})

it('makes nothing of what is no frame', () => {
  expect(descriptors('AMQP\0\x01\0\0HTTP/1.1 400 Bad Request\r\n')).toEqual([])
  expect(descriptors('\0\0\0\x08\x02\0\0\0'.repeat(20))).toEqual([])
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (junk) => {
      const answer = Buffer.concat([bytes('AMQP\0\x01\0\0'), junk])
      expect(framesOf(answer).length).toBeLessThanOrEqual(8)
      openOf(answer)
      isAnswered(answer)
    }),
  )
})
