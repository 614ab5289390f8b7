import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../../src/model/random.ts'
import { LossEstimate } from '../../../src/pace/loss-estimate.ts'

const bounds = { least: 2, most: 10, missing: 0.03 }

function after(first: number, late: number, limits = bounds): LossEstimate {
  const loss = new LossEstimate(limits)
  for (let answer = 0; answer < first; answer++) loss.answered(1)
  for (let answer = 0; answer < late; answer++) loss.answered(2)
  return loss
}

describe('LossEstimate', () => {
  test('the loss is the share of late answers', () => {
    expect(after(0, 0).loss).toBe(0)
    expect(after(80, 20).loss).toBe(0.2)
  })

  test('every silent port gets the least tries, and no more without a sign of loss', () => {
    expect(after(0, 0).worthAnother(1)).toBe(true)
    expect(after(0, 0).worthAnother(2)).toBe(false)
    expect(after(1_000, 0).worthAnother(1)).toBe(true)
    expect(after(1_000, 0).worthAnother(2)).toBe(false)
  })

  test('goes on while more than 0.03 ports that would answer are to be expected silent', () => {
    const loss = after(800, 200)
    const left = (tries: number): number => (1_000 * 0.2 ** tries) / (1 - 0.2 ** tries)
    for (let tries = 2; tries < 10; tries++) expect(loss.worthAnother(tries)).toBe(left(tries) > 0.03)
    expect(left(6)).toBeGreaterThan(0.03)
    expect(left(7)).toBeLessThan(0.03)
  })

  test('the cap holds whatever the loss', () => {
    expect(after(1, 1_000).worthAnother(9)).toBe(true)
    expect(after(1, 1_000).worthAnother(10)).toBe(false)
    expect(after(0, 5).worthAnother(10)).toBe(false)
  })

  test('a cap below the least tries wins', () => {
    expect(after(0, 0, { ...bounds, most: 1 }).worthAnother(1)).toBe(false)
  })

  test('by its rule hardly a port is missed at 20 % loss', () => {
    const random = seededRandom(5)
    let missed = 0
    for (let run = 0; run < 200; run++) {
      const loss = new LossEstimate(bounds)
      let silent = 100
      for (let tries = 1; silent > 0; tries++) {
        let still = 0
        for (let port = 0; port < silent; port++) {
          if (random() < 0.2) still++
          else loss.answered(tries)
        }
        silent = still
        if (!loss.worthAnother(tries)) break
      }
      missed += silent
    }
    // 20,000 ports.
    expect(missed).toBeLessThan(20)
  })
})
