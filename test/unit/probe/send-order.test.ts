import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SendOrder, type Sent } from '../../../src/probe/send-order.ts'

const sent = (sentAt: number): Sent => ({
  number: 1,
  sentAt,
  before: undefined,
  after: undefined,
  expire() {},
  drop() {},
})

test('the oldest is always first, whoever leaves in between', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.nat({ max: 20 })), { maxLength: 60 }), (steps) => {
      const order = new SendOrder()
      const model: Sent[] = []
      steps.forEach((leave, now) => {
        if (leave === null || model.length === 0) {
          model.push(sent(now))
          order.add(model.at(-1)!)
        } else {
          const [gone] = model.splice(leave % model.length, 1)
          order.remove(gone!)
          expect([gone!.before, gone!.after]).toEqual([undefined, undefined])
        }
        const line: Sent[] = []
        for (let one = order.oldest; one !== undefined; one = one.after) line.push(one)
        expect(line).toEqual(model)
      })
    }),
  )
})
