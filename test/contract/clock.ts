import { describe, expect, test } from 'vitest'
import type { Clock } from '../../src/model/clock.ts'

/** A clock under test, and how its time is made to pass. */
export interface ClockUnderTest {
  readonly clock: Clock
  /** Lets at least so many milliseconds pass, and everything that is due happen. */
  pass(ms: number): Promise<void>
}

/** What every `Clock` must do, ours or a stranger's. */
export function clockContract(title: string, make: () => ClockUnderTest): void {
  describe(`${title} keeps the clock contract`, () => {
    test('never goes back, and passes as both of its times say', async () => {
      const { clock, pass } = make()
      const [now, wall] = [clock.now(), clock.wallTime()]
      await pass(20)
      expect(clock.now() - now).toBeGreaterThanOrEqual(19)
      expect(clock.wallTime() - wall).toBeGreaterThanOrEqual(18)
      expect(Math.abs(clock.wallTime() - wall - (clock.now() - now))).toBeLessThan(1_000)
    })

    test('calls once, not before the delay, in the order of the times', async () => {
      const { clock, pass } = make()
      const start = clock.now()
      const ran: [string, number][] = []
      const note = (what: string) => () => void ran.push([what, clock.now() - start])
      clock.after(60, note('later'))
      clock.after(5, note('sooner'))
      await pass(200)
      expect(ran.map(([what]) => what)).toEqual(['sooner', 'later'])
      // Node's own timers may come up to a millisecond early by this clock.
      expect(ran[0]![1]).toBeGreaterThanOrEqual(4)
      expect(ran[1]![1]).toBeGreaterThanOrEqual(59)
    })

    test('does not call what was called off, before or after; twice is once', async () => {
      const { clock, pass } = make()
      const ran: string[] = []
      const callOffs = [clock.after(5, () => ran.push('timer')), clock.turn(() => ran.push('turn'))]
      for (const callOff of [...callOffs, ...callOffs]) callOff()
      const callOff = clock.after(1, () => ran.push('kept'))
      await pass(50)
      callOff()
      expect(ran).toEqual(['kept'])
    })

    test('a turn comes after the microtasks, and lets what waits go first', async () => {
      const { clock, pass } = make()
      const ran: string[] = []
      clock.turn(() => ran.push('turn'))
      queueMicrotask(() => queueMicrotask(() => ran.push('microtask')))
      expect(ran).toEqual([])
      await pass(20)
      expect(ran).toEqual(['microtask', 'turn'])
    })

    test('a turn that asks for a turn does not stop the timers', async () => {
      const { clock, pass } = make()
      let turning = true
      const again = (): void => void (turning && clock.turn(again))
      again()
      clock.after(5, () => (turning = false))
      await pass(50)
      expect(turning).toBe(false)
    })

    test('what is called may use the clock', async () => {
      const { clock, pass } = make()
      let count = 0
      const tick = (): void => {
        if (++count < 3) clock.after(2, tick)
      }
      clock.after(2, tick)
      await pass(100)
      expect(count).toBe(3)
    })
  })
}
