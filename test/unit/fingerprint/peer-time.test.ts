import { describe, expect, test } from 'vitest'
import { PeerTime } from '../../../src/fingerprint/peer-time.ts'
import { manualClock } from '../../support/manual-clock.ts'

describe('the time of a peer', () => {
  test('begins with its start', async () => {
    const clock = manualClock()
    const time = new PeerTime({ clock })
    await clock.advance(100)
    expect([time.started, time.elapsed]).toEqual([false, 0])
    time.start()
    await clock.advance(100)
    expect([time.started, time.elapsed]).toEqual([true, 100])
  })

  test('leaves out as long as this process was late', async () => {
    const clock = manualClock()
    let lost = 40
    const time = new PeerTime({ clock, lost: () => lost })
    time.start()
    await clock.advance(1_000)
    lost = 340
    expect(time.elapsed).toBe(700)
  })

  test('passes slower while dials wait', async () => {
    const clock = manualClock()
    const time = new PeerTime({ clock, atOnce: 4 })
    const before = time.hold()
    await clock.advance(500)
    time.start()
    await clock.advance(100)
    expect(time.elapsed).toBe(75)
    const other = time.hold()
    await clock.advance(100)
    expect(time.elapsed).toBe(125)
    before()
    before()
    other()
    await clock.advance(100)
    expect(time.elapsed).toBe(225)
  })

  test('passes half as fast as the clock at least', async () => {
    const clock = manualClock()
    const time = new PeerTime({ clock, lost: () => clock.now(), atOnce: 1 })
    time.start()
    time.hold()
    await clock.advance(100)
    expect(time.elapsed).toBe(50)
  })

  test('calls once so much of it has passed', async () => {
    const clock = manualClock()
    let lost = 0
    const time = new PeerTime({ clock, lost: () => lost })
    time.start()
    const at: number[] = []
    time.after(100, () => at.push(clock.now()))
    lost = 50
    await clock.advance(1_000)
    expect(at).toEqual([150])
  })

  test('calls after a hold, and not at all once it is called off', async () => {
    const clock = manualClock()
    const time = new PeerTime({ clock })
    time.start()
    const at: number[] = []
    time.after(100, () => at.push(clock.now()))
    const callOff = time.after(100, () => at.push(-1))
    const goOn = time.hold()
    await clock.advance(150)
    expect(at).toEqual([])
    callOff()
    await clock.advance(100)
    goOn()
    expect(at).toHaveLength(1)
    expect(at[0]).toBeLessThanOrEqual(205)
    expect(clock.waiting).toBe(0)
  })
})
