import { describe, expect, test } from 'vitest'
import { clockContract } from '../../../src/testing/contracts/clock-contract.ts'
import { LoopClock, virtualClock } from '../../../src/testing/virtual-clock.ts'
import { contractTests } from '../../support/contract-tests.ts'

const sleep = (clock: { after(ms: number, run: () => void): unknown }, ms: number): Promise<void> =>
  new Promise((done) => void clock.after(ms, done))

contractTests(
  'virtualClock',
  clockContract(() => {
    const clock = virtualClock()
    return { clock, pass: (ms) => clock.run(sleep(clock, ms)) }
  }),
)

describe('virtualClock', () => {
  test('hours pass in no time, by the wall too', async () => {
    const clock = virtualClock({ wallStart: Date.UTC(2026, 6, 1) })
    const started = performance.now()
    await clock.run(sleep(clock, 3_600_000))
    expect(performance.now() - started).toBeLessThan(1_000)
    expect([clock.now(), clock.wallTime()]).toEqual([3_600_000, Date.UTC(2026, 6, 1, 1)])
    expect(clock.waiting).toBe(0)
  })

  test('promises react between two instants', async () => {
    const clock = virtualClock()
    const at: number[] = []
    const walk = async (): Promise<void> => {
      for (let step = 0; step < 5; step++) {
        await sleep(clock, 10)
        for (let tick = 0; tick < 50; tick++) await Promise.resolve()
        at.push(clock.now())
      }
    }
    clock.after(1_000, () => {})
    await clock.run(walk())
    expect(at).toEqual([10, 20, 30, 40, 50])
  })

  test('instants are grouped, never before their time', async () => {
    const clock = virtualClock({ resolution: 0.25 })
    const at: number[] = []
    for (const delay of [0.1, 0.25, 0.3, 0, -1]) clock.after(delay, () => at.push(clock.now()))
    await clock.run(sleep(clock, 1))
    expect(at).toEqual([0.25, 0.25, 0.25, 0.25, 0.5])
  })

  test('it says so when nothing is left that could settle the promise', async () => {
    const clock = virtualClock()
    const stuck = { code: 'ERR_STATE', message: expect.stringContaining('nothing is scheduled') as string }
    await expect(clock.run(new Promise(() => {}))).rejects.toMatchObject(stuck)
    // The same where something ran before.
    const forever = sleep(clock, 5).then(() => new Promise(() => {}))
    await expect(clock.run(forever)).rejects.toMatchObject(stuck)
  })

  test('it says so when too much time passes', async () => {
    const clock = virtualClock()
    let beating = true
    const beat = (): void => void (beating && clock.after(1_000, beat))
    beat()
    await expect(clock.run(new Promise(() => {}), 60_000)).rejects.toMatchObject({
      code: 'ERR_STATE',
      message: expect.stringContaining('60000 ms') as string,
    })
    beating = false
    expect(clock.now()).toBeLessThan(70_000)
  })

  test('who waits for something outside of the clock is no deadlock', async () => {
    const clock = virtualClock()
    const outside = new Promise<string>((done) => setTimeout(done, 100, 'read')).then(async (text) => {
      await sleep(clock, 5)
      return text
    })
    expect(await clock.run(outside)).toBe('read')
  })

  test('while the loop stands still, the wire does not, and answers come before turns', async () => {
    const clock = new LoopClock({ stalls: { every: 1_000, length: 500 } })
    const seen: [string, number][] = []
    const note = (what: string): void => void seen.push([what, clock.now()])
    clock.onWire(1_100, {
      fire() {
        seen.push(['on the wire', clock.wireTime])
        clock.deliver({ fire: () => note('answer') })
      },
    })
    clock.after(1_050, () => {
      note('timer')
      clock.turn(() => note('turn'))
    })
    clock.after(990, () => note('before'))
    await clock.run(sleep(clock, 2_400))
    expect(seen).toEqual([
      ['before', 990],
      ['on the wire', 1_100],
      ['timer', 1_500],
      ['answer', 1_500],
      ['turn', 1_500],
    ])
    expect(clock.now()).toBe(2_500)
  })

  test('stalls begin when they are told to, and come again', async () => {
    const clock = new LoopClock({ stalls: { every: 100, length: 60, first: 10 } })
    const at: number[] = []
    for (const due of [5, 10, 60, 75, 109, 110, 169, 171]) clock.after(due, () => at.push(clock.now()))
    await clock.run(sleep(clock, 205))
    expect(at).toEqual([5, 70, 70, 75, 109, 170, 170, 171])
  })

  test('promises settle between an answer and the turns after it', async () => {
    const clock = new LoopClock()
    const seen: string[] = []
    clock.after(5, () => void clock.turn(() => void seen.push('turn')))
    clock.onWire(5, {
      fire: () =>
        clock.deliver({ fire: () => queueMicrotask(() => queueMicrotask(() => seen.push('settled'))) }),
    })
    await clock.run(sleep(clock, 10))
    expect(seen).toEqual(['settled', 'turn'])
  })

  test.each([
    { resolution: 0 },
    { stalls: { every: 100, length: 100 } },
    { stalls: { every: 100, length: 0 } },
    { stalls: { every: 9, length: 5, first: -1 } },
  ])('%j is refused', (options) => {
    expect(() => virtualClock(options)).toThrow(expect.objectContaining({ code: 'ERR_OPTION' }))
  })
})
