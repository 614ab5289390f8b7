import { describe, expect, test } from 'vitest'
import { LossEstimate } from '../../../src/pace/loss-estimate.ts'

function after(onTime: number, late: number): LossEstimate {
  const loss = new LossEstimate()
  for (let answer = 0; answer < onTime; answer++) loss.tell(false)
  for (let answer = 0; answer < late; answer++) loss.tell(true)
  return loss
}

describe('LossEstimate', () => {
  test('the loss is the share of late answers', () => {
    expect(after(0, 0).loss).toBe(0)
    expect(after(80, 20).loss).toBe(0.2)
    expect(after(80, 20).answered).toBe(100)
  })

  test('few late answers may be many: more than was seen is reckoned with, within bounds', () => {
    expect(after(0, 0).likely).toBe(0)
    expect(after(100, 0).likely).toBe(0)
    expect(after(15, 1).likely).toBe(3 / 16)
    expect(after(8_000, 2_000).likely).toBeCloseTo(0.2068, 4)
    expect(after(6, 4).likely).toBeCloseTo(0.55)
    expect(after(0, 3).likely).toBe(0.9)
  })

  test('no loss is certain only after hundreds of answers', () => {
    expect([after(199, 0).isNone, after(200, 0).isNone, after(2_000, 1).isNone]).toEqual([false, true, false])
  })
})
