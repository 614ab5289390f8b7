import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PortQueue } from '../../../src/probe/port-queue.ts'

interface Item {
  readonly id: number
  behind: Item | undefined
}

test('behaves as an array does, whatever the order of calls', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 60 }), (pushes) => {
      const queue = new PortQueue<Item>()
      const model: Item[] = []
      pushes.forEach((push, id) => {
        if (push) {
          const item = { id, behind: undefined }
          queue.push(item)
          model.push(item)
        } else {
          const item = queue.shift()
          expect(item).toBe(model.shift())
          // What has left may stand in another queue.
          expect(item?.behind).toBeUndefined()
        }
        expect(queue.length).toBe(model.length)
      })
    }),
  )
})
