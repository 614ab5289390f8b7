import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PendingList, type Linked } from '../../../src/probe/pending-list.ts'

class Port implements Linked<Port> {
  older: Port | undefined
  newer: Port | undefined
  readonly position: number
  constructor(position: number) {
    this.position = position
  }
}

test('holds what a set would, whoever leaves', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 9 })), (positions) => {
      const ports = Array.from({ length: 10 }, (_, position) => new Port(position))
      const list = new PendingList<Port>()
      const model = new Set<Port>()
      // Each number adds a port that is not there, or takes it out again.
      for (const position of positions) {
        const port = ports[position]!
        if (model.delete(port)) list.delete(port)
        else {
          model.add(port)
          list.add(port)
        }
        expect(list.empty).toBe(model.size === 0)
        expect([...list].reverse()).toEqual([...model])
      }
    }),
  )
})

test('lets go of the neighbours of a port that left', () => {
  const [one, two, three] = [new Port(1), new Port(2), new Port(3)]
  const list = new PendingList<Port>()
  for (const port of [one, two, three]) list.add(port)
  list.delete(two)
  expect([two.older, two.newer]).toEqual([undefined, undefined])
  expect([three.older, one.newer]).toEqual([one, three])
})
