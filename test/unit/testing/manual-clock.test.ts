import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../../src/model/random.ts'
import { clockContract } from '../../../src/testing/contracts/clock-contract.ts'
import { manualClock } from '../../../src/testing/manual-clock.ts'
import { contractTests } from '../../support/contract-tests.ts'

contractTests(
  'manualClock',
  clockContract(() => {
    const clock = manualClock()
    return { clock, pass: (ms) => clock.advance(ms) }
  }),
)

describe('manualClock', () => {
  test('runs timers in the order of their times, then of their calls', () => {
    const clock = manualClock()
    const ran: string[] = []
    clock.after(20, () => ran.push(`late at ${String(clock.now())}`))
    clock.after(10, () => ran.push(`first at ${String(clock.now())}`))
    clock.after(10, () => ran.push(`second at ${String(clock.now())}`))
    clock.jump(15)
    expect(ran).toEqual(['first at 10', 'second at 10'])
    expect(clock.now()).toBe(15)
    clock.jump(5)
    expect(ran).toHaveLength(3)
    expect(clock.waiting).toBe(0)
  })

  test('promises react between two instants of an advance', async () => {
    const clock = manualClock()
    const sleep = (ms: number): Promise<void> => new Promise((done) => void clock.after(ms, done))
    const at: number[] = []
    const walk = async (): Promise<void> => {
      for (let step = 0; step < 5; step++) {
        await sleep(10)
        at.push(clock.now())
      }
    }
    const walked = walk()
    await clock.advance(35)
    expect(at).toEqual([10, 20, 30])
    await clock.runUntilIdle(walked)
    expect(at).toEqual([10, 20, 30, 40, 50])
  })

  test('a turn runs without time passing; what was called off never runs', async () => {
    const clock = manualClock()
    const ran: string[] = []
    clock.turn(() => ran.push('turn'))
    clock.turn(() => ran.push('never'))()
    clock.after(1, () => ran.push('never'))()
    await clock.advance(0)
    expect(ran).toEqual(['turn'])
    await clock.advance(10)
    expect(ran).toEqual(['turn'])
  })

  test('says so when nothing is left that could settle the promise', async () => {
    await expect(manualClock().runUntilIdle(new Promise(() => {}))).rejects.toThrow('no timer is left')
    const clock = manualClock()
    const beat = (): void => void clock.after(1_000, beat)
    beat()
    await expect(clock.runUntilIdle(new Promise(() => {}), 10_000)).rejects.toThrow('10000 ms')
  })

  test('a million timers, most of them called off, in order', () => {
    const clock = manualClock()
    const random = seededRandom(7)
    let last = 0
    let ran = 0
    for (let made = 0; made < 1_000_000; made++) {
      const at = Math.floor(random() * 1_000)
      const callOff = clock.after(at, () => {
        if (clock.now() < last || clock.now() !== at) throw new Error('out of order')
        last = at
        ran++
      })
      if (made % 4 !== 0) callOff()
    }
    clock.jump(1_000)
    expect(ran).toBe(250_000)
    expect(clock.waiting).toBe(0)
  })
})
