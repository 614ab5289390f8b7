import assert from 'node:assert/strict'
import type { Clock } from 'portscan-core'
import { casesOf, type ContractCase, type Uses } from './contract-case.ts'

/** A clock under test, and how its time is made to pass. */
export interface ClockUnderTest {
  readonly clock: Clock
  /** Lets at least so many milliseconds pass, and everything that is due happen. */
  pass(ms: number): Promise<void>
}

/**
 * What every `Clock` must do, ours or a stranger's.
 *
 * @example
 * const pass = (ms: number) => new Promise<void>((passed) => setTimeout(passed, ms))
 * for (const { name, run } of clockContract(() => ({ clock: systemClock, pass }))) test(name, run)
 */
export function clockContract(make: () => Promise<ClockUnderTest> | ClockUnderTest): ContractCase[] {
  return casesOf(USES, make)
}

const USES: Uses<ClockUnderTest> = {
  async 'never goes back, and passes as both of its times say'({ clock, pass }) {
    const [now, wall] = [clock.now(), clock.wallTime()]
    await pass(20)
    assert.ok(clock.now() - now >= 19)
    assert.ok(clock.wallTime() - wall >= 18)
    assert.ok(Math.abs(clock.wallTime() - wall - (clock.now() - now)) < 1_000)
  },

  async 'calls once, not before the delay, in the order of the times'({ clock, pass }) {
    const start = clock.now()
    const ran: [string, number][] = []
    const note = (what: string) => () => void ran.push([what, clock.now() - start])
    clock.after(60, note('later'))
    clock.after(5, note('sooner'))
    await pass(200)
    assert.deepEqual(
      ran.map(([what]) => what),
      ['sooner', 'later'],
    )
    // Node's own timers may come up to a millisecond early by this clock.
    assert.ok(ran[0]![1] >= 4)
    assert.ok(ran[1]![1] >= 59)
  },

  async 'does not call what was called off, before or after; twice is once'({ clock, pass }) {
    const ran: string[] = []
    const callOffs = [clock.after(5, () => ran.push('timer')), clock.turn(() => ran.push('turn'))]
    for (const callOff of [...callOffs, ...callOffs]) callOff()
    const callOff = clock.after(1, () => ran.push('kept'))
    await pass(50)
    callOff()
    assert.deepEqual(ran, ['kept'])
  },

  async 'a turn comes after the microtasks, and lets what waits go first'({ clock, pass }) {
    const ran: string[] = []
    clock.turn(() => ran.push('turn'))
    queueMicrotask(() => queueMicrotask(() => ran.push('microtask')))
    assert.deepEqual(ran, [])
    await pass(20)
    assert.deepEqual(ran, ['microtask', 'turn'])
  },

  async 'a turn that asks for a turn does not stop the timers'({ clock, pass }) {
    let turning = true
    const again = (): void => void (turning && clock.turn(again))
    again()
    clock.after(5, () => (turning = false))
    await pass(50)
    assert.equal(turning, false)
  },

  async 'what is called may use the clock'({ clock, pass }) {
    let count = 0
    const tick = (): void => {
      if (++count < 3) clock.after(2, tick)
    }
    clock.after(2, tick)
    await pass(100)
    assert.equal(count, 3)
  },
}
