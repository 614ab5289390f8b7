import { expect, it } from 'vitest'
import { bsonOf } from '../../../../src/fingerprint/services/bson.ts'
import { answerOf, isWhole, opMsg, opQuery } from '../../../../src/fingerprint/services/mongodb-message.ts'

const id = Buffer.from([1, 2, 3, 4])
const document = bsonOf({ ok: 1 })

it('reads what it writes as OP_MSG', () => {
  const message = opMsg(document, id)
  expect([...message.subarray(4, 8)]).toEqual([...id])
  expect(Object.fromEntries(answerOf(message)!)).toEqual({ ok: 1 })
  expect(answerOf(message.subarray(0, -1))).toBeUndefined()
  expect(answerOf(Buffer.concat([message, Buffer.of(0)]))).toBeUndefined()
})

it('takes no question for an answer', () => {
  expect(answerOf(opQuery(document, id))).toBeUndefined()
})

it('waits for as much as is promised', () => {
  const message = opMsg(document, id)
  expect([isWhole(Buffer.alloc(0)), isWhole(message.subarray(0, -1)), isWhole(message)]).toEqual([
    false,
    false,
    true,
  ])
})
