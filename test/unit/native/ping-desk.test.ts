import { constants } from 'node:os'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PingDesk, type PingAnswer, type PingQuestion } from '../../../src/native/ping-desk.ts'
import { manualClock } from '../../support/manual-clock.ts'
import { abortListeners } from '../../support/open-handles.ts'

const { ENOBUFS, EPERM } = constants.errno

function world(failures: readonly number[] = []) {
  const clock = manualClock()
  const abort = new AbortController()
  const incoming: PingAnswer[] = []
  const sent: number[] = []
  let looks = 0
  const desk = new PingDesk({
    read: (hear) => {
      looks++
      incoming.splice(0).forEach(hear)
    },
  })
  let sends = 0
  const question = (key = 'a'): PingQuestion => ({
    key,
    send() {
      const failure = failures[sends++] ?? 0
      if (failure === 0) sent.push(clock.now())
      return failure
    },
  })
  const tries = { timeout: 100, tries: 3, turn: () => Promise.resolve(true), signal: abort.signal, clock }
  const after = (ms: number, answer: PingAnswer) => clock.after(ms, () => incoming.push(answer))
  return { clock, abort, incoming, sent, desk, question, tries, after, looks: () => looks }
}

describe('PingDesk', () => {
  test('who answers ends the wait, with the time that it took', async () => {
    const { clock, desk, question, tries, after, sent, abort } = world()
    after(20, { key: 'a', mac: '02:00:00:00:00:01' })
    const end = await clock.runUntilIdle(desk.ask(question(), tries))
    expect(end).toMatchObject({ mac: '02:00:00:00:00:01' })
    const { rtt } = end as { rtt: number }
    expect(rtt).toBeGreaterThanOrEqual(20)
    expect(rtt).toBeLessThan(26)
    expect(sent).toEqual([0])
    expect([clock.waiting, abortListeners(abort.signal)]).toEqual([0, 0])
  })

  test('silence is asked again, and waited for after the last time too', async () => {
    const { clock, desk, question, tries, sent } = world()
    expect(await clock.runUntilIdle(desk.ask(question(), tries))).toBe('silent')
    expect(sent).toEqual([0, 100, 200])
    expect([clock.now(), clock.waiting]).toEqual([300, 0])
  })

  test('a late answer counts; which of several it is to is known only where it tells', async () => {
    const one = world()
    one.after(150, { key: 'a' })
    expect(await one.clock.runUntilIdle(one.desk.ask(one.question(), one.tries))).toEqual({})
    const two = world()
    two.after(150, { key: 'a', attempt: 0 })
    const { rtt } = (await two.clock.runUntilIdle(two.desk.ask(two.question(), two.tries))) as { rtt: number }
    expect(rtt).toBeGreaterThanOrEqual(150)
    const three = world()
    // A number that was never sent.
    three.after(150, { key: 'a', attempt: 77 })
    expect(await three.clock.runUntilIdle(three.desk.ask(three.question(), three.tries))).toEqual({})
  })

  test('answers to others, to nobody, twice, or before anything was sent change nothing', async () => {
    const { clock, desk, question, tries, incoming, sent } = world()
    incoming.push({ key: 'a' })
    const first = desk.ask(question('b'), { ...tries, tries: 1 })
    await clock.advance(1)
    const second = desk.ask(question('a'), tries)
    for (const answer of [{ key: 'x' }, { key: 'a' }, { key: 'a' }]) incoming.push(answer)
    expect(await clock.runUntilIdle(Promise.all([first, second]))).toMatchObject(['silent', {}])
    expect(sent).toHaveLength(2)
  })

  test('all who ask of the same host hear the answer', async () => {
    const { clock, desk, question, tries, after } = world()
    after(10, { key: 'a' })
    const both = await clock.runUntilIdle(
      Promise.all([desk.ask(question(), tries), desk.ask(question(), tries)]),
    )
    expect(both.every((end) => typeof end === 'object')).toBe(true)
  })

  test('a turn is waited for before each packet; where it is refused nothing is sent', async () => {
    const { clock, desk, question, tries, sent } = world()
    const turn = async (): Promise<boolean> => {
      await new Promise<void>((resolve) => clock.after(1_000, resolve))
      return clock.now() < 2_500
    }
    expect(await clock.runUntilIdle(desk.ask(question(), { ...tries, turn }))).toBe('unsent')
    expect(sent).toEqual([1_000, 2_100])
    const barred = desk.ask(question(), { ...tries, turn: () => Promise.resolve(false) })
    expect(await clock.runUntilIdle(barred)).toBe('unsent')
    expect(sent).toHaveLength(2)
  })

  test('what this machine cannot send is not silence; a full queue may have room later', async () => {
    const barred = world([EPERM])
    expect(await barred.clock.runUntilIdle(barred.desk.ask(barred.question(), barred.tries))).toBe('unsent')
    expect(barred.clock.now()).toBe(0)
    const full = world([ENOBUFS, ENOBUFS])
    expect(await full.clock.runUntilIdle(full.desk.ask(full.question(), full.tries))).toBe('silent')
    expect(full.sent).toEqual([200])
    const never = world([ENOBUFS, ENOBUFS, ENOBUFS])
    expect(await never.clock.runUntilIdle(never.desk.ask(never.question(), never.tries))).toBe('unsent')
  })

  test('an abort ends it at any moment, and leaves nothing', async () => {
    for (const at of [0, 1, 99, 100, 101, 250]) {
      const { clock, desk, question, tries, abort, sent } = world()
      const asked = desk.ask(question(), tries)
      await clock.advance(at)
      abort.abort()
      expect(await clock.runUntilIdle(asked)).toBe('unsent')
      const before = sent.length
      await clock.advance(10_000)
      expect([sent.length, clock.waiting, abortListeners(abort.signal)]).toEqual([before, 0, 0])
    }
  })

  test('what came while the process was busy is no silence', async () => {
    const { clock, desk, question, tries, incoming } = world()
    const asked = desk.ask(question(), { ...tries, tries: 1 })
    await clock.advance(99)
    incoming.push({ key: 'a' })
    expect(await clock.runUntilIdle(asked)).toHaveProperty('rtt')
  })

  test('looks get rare with time, and there are none where nobody waits', async () => {
    const { clock, desk, question, tries, looks } = world()
    await clock.advance(1_000)
    expect(looks()).toBe(0)
    await clock.runUntilIdle(desk.ask(question(), { ...tries, timeout: 1_000, tries: 1 }))
    expect(looks()).toBeGreaterThan(100)
    expect(looks()).toBeLessThan(200)
  })

  test('whatever comes in, each question has one end, in bounded time', async () => {
    const answer = fc.record({ key: fc.constantFrom('a', 'b', 'c', '__proto__'), attempt: fc.nat(4) })
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(400), answer), { maxLength: 20 }), async (answers) => {
        const { clock, desk, question, tries, after } = world()
        for (const [at, one] of answers) after(at, one)
        const ends = await clock.runUntilIdle(
          Promise.all(['a', 'b'].map((key) => desk.ask(question(key), tries))),
        )
        for (const end of ends) expect(end === 'silent' || typeof end === 'object').toBe(true)
        expect(clock.now()).toBeLessThanOrEqual(400)
      }),
      { numRuns: 50 },
    )
  })
})
