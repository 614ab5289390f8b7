import { describe, expect, test } from 'vitest'
import { ResultLine } from '../../../src/flow/result-line.ts'

describe('in order', () => {
  test('results leave in the order of their items', () => {
    const line = new ResultLine<string>(true)
    const [a, b] = [line.enter(), line.enter()]
    line.finish(b, ['b'])
    expect([line.ready, line.take(9), line.held, line.working]).toEqual([false, [], 2, 1])
    line.finish(a, ['a'])
    expect([line.ready, line.take(9), line.held, line.working]).toEqual([true, ['a', 'b'], 0, 0])
  })
})

describe('without order', () => {
  test('results leave as they come, and items at work are held', () => {
    const line = new ResultLine<string>(false)
    const [a, b] = [line.enter(), line.enter()]
    line.finish(b, ['b'])
    expect([line.held, line.take(9), line.held]).toEqual([2, ['b'], 1])
    line.finish(a, ['a'])
    expect([line.take(9), line.held]).toEqual([['a'], 0])
  })
})

describe.each([true, false])('ordered: %s', (ordered) => {
  test('no more than asked for; an item is held until its last result has left', () => {
    const line = new ResultLine<number>(ordered)
    line.finish(line.enter(), [1, 2, 3])
    line.finish(line.enter(), [4])
    expect([line.take(2), line.held]).toEqual([[1, 2], 2])
    expect([line.take(1), line.held]).toEqual([[3], 1])
    expect([line.take(1), line.held, line.ready]).toEqual([[4], 0, false])
  })

  test('items without results leave nothing and hold nothing once passed', () => {
    const line = new ResultLine<number>(ordered)
    for (const results of [[], [], [7], []]) line.finish(line.enter(), results)
    expect(line.take(5)).toEqual([7])
    expect(line.held).toBe(0)
  })
})
