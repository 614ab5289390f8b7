import { describe, expect, test } from 'vitest'
import { Outbox } from '../../../src/probe/outbox.ts'
import { rest } from '../../support/iterables.ts'

function boxOf(...items: number[]): Outbox<number> {
  const box = new Outbox<number>()
  items.forEach((item) => box.push(item))
  return box
}

describe('Outbox', () => {
  test('gives what is there, in order, no more than asked', () => {
    const box = boxOf(1, 2, 3)
    expect([box.length, box.take(2), box.length]).toEqual([3, [1, 2], 1])
    box.push(4)
    expect([box.take(9), box.take(9), box.length]).toEqual([[3, 4], undefined, 0])
  })

  test('keeps the order over thousands taken one by one', () => {
    const box = boxOf(...Array.from({ length: 5_000 }, (_, item) => item))
    for (let item = 0; item < 5_000; item++) {
      expect(box.take(1)).toEqual([item])
      if (item % 2 === 0) box.push(5_000 + item / 2)
    }
    expect(box.take(9_999)).toHaveLength(2_500)
  })

  test('a waiter sleeps until there is something, or nothing more will come', async () => {
    const box = boxOf()
    let awake = 0
    void box.wait().then(() => awake++)
    box.wake(false)
    await rest()
    expect(awake).toBe(0)
    box.push(1)
    box.wake(false)
    await rest()
    expect(awake).toBe(1)
    box.take(1)
    void box.wait().then(() => awake++)
    box.wake(true)
    await rest()
    expect(awake).toBe(2)
  })

  test('an error comes after what is ready, and wakes the waiter', async () => {
    const box = boxOf()
    const waiting = box.wait()
    box.push(1)
    box.fail(new Error('first'))
    box.fail(new Error('second'))
    await waiting
    expect(box.take(5)).toEqual([1])
    expect(() => box.take(5)).toThrow('first')
    expect(() => box.take(5)).toThrow('first')
  })

  test('an error at once overtakes what is ready, and an error that would have waited', () => {
    const box = boxOf(1)
    box.fail(new Error('waits'))
    box.fail(new Error('now'), true)
    expect(() => box.take(5)).toThrow('now')
  })
})
