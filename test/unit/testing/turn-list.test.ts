import { expect, test } from 'vitest'
import { TurnList } from '../../../src/testing/turn-list.ts'

test('turns are taken once, in order; those that they add wait; those called off never come', () => {
  const turns = new TurnList()
  const taken: string[] = []
  turns.add(() => {
    taken.push('first')
    callOff()
    turns.add(() => taken.push('added'))
  })
  const callOff = turns.add(() => taken.push('never'))
  turns.add(() => taken.push('last'))
  expect(turns.size).toBe(3)
  turns.take()
  expect([taken, turns.size]).toEqual([['first', 'last'], 1])
  callOff()
  expect(turns.size).toBe(1)
  turns.take()
  turns.take()
  expect([taken, turns.size]).toEqual([['first', 'last', 'added'], 0])
})
