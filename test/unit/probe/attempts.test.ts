import { expect, test } from 'vitest'
import type { Outcome } from '../../../src/model/result.ts'
import { createRate } from '../../../src/net/rate.ts'
import { Attempts } from '../../../src/probe/attempts.ts'
import type { Attempt, ProbeStrategy } from '../../../src/probe/strategy.ts'
import { rest } from '../../support/iterables.ts'
import { manualClock } from '../../support/manual-clock.ts'
import { laneOf, portOf, settingsOf } from './pieces.ts'

/** Tries that the test answers by hand. */
function tries() {
  const clock = manualClock()
  const live: { attempt: Attempt; answer(outcome: Outcome): void; fail(error: unknown): void }[] = []
  const told: string[] = []
  let cancelled = 0
  const strategy: ProbeStrategy = {
    name: 'by hand',
    transport: 'tcp',
    probe: (_endpoint, attempt) =>
      new Promise((answer, fail) => {
        attempt.onCancel(() => cancelled++)
        live.push({ attempt, answer, fail })
      }),
  }
  const settings = settingsOf({ clock, strategy })
  const attempts = new Attempts(settings, {
    answered() {},
    settled: ({ rtt }, { state }) => void told.push(`${state} ${String(rtt)}`),
    timedOut: (_attempt, now) => void told.push(`silent ${String(now)}`),
    broken: (error) => void told.push(String(error)),
  })
  const lane = laneOf()
  return { attempts, live, told, settings, clock, lane, cancelled: () => cancelled }
}

test('an answer is counted once, with its round trip; what comes later is nobody’s', async () => {
  const { attempts, live, told, settings, clock, lane } = tries()
  attempts.launch(portOf(lane, 1), 0)
  clock.jump(30)
  live[0]!.attempt.answered()
  clock.jump(500)
  live[0]!.answer({ state: 'open', reason: 'syn-ack' })
  attempts.launch(portOf(lane, 2), 530)
  await rest(1)
  expect(told).toEqual(['open 30'])
  expect(settings.counts).toMatchObject({ sent: 2, answered: 1, retried: 0, inFlight: 1 })
  attempts.sweep(10_000)
  live[1]!.answer({ state: 'open', reason: 'syn-ack' })
  await rest(1)
  expect(told).toEqual(['open 30', 'silent 10000'])
  expect([settings.counts.inFlight, settings.pacer.inFlight, lane.path.inFlight]).toEqual([0, 0, 0])
})

test('a round trip that was measured closer to the wire is the one that is told', async () => {
  const { attempts, live, told, clock, lane } = tries()
  attempts.launch(portOf(lane, 1), 0)
  clock.jump(30)
  live[0]!.answer({ state: 'closed', reason: 'conn-refused', rtt: 2.5 })
  await rest(1)
  expect(told).toEqual(['closed 2.5'])
})

test('a try that is called off is cancelled and counts for nothing', () => {
  const { attempts, told, settings, lane, cancelled } = tries()
  for (let port = 1; port <= 3; port++) attempts.launch(portOf(lane, port), 0)
  attempts.dropAll()
  expect([cancelled(), told, settings.counts.inFlight, lane.path.inFlight]).toEqual([3, [], 0, 0])
})

test('many are called off in slices, so that the loop breathes', async () => {
  const { attempts, clock, lane, cancelled } = tries()
  for (let port = 1; port <= 2_500; port++) attempts.launch(portOf(lane, port), 0)
  attempts.dropAll()
  expect(cancelled()).toBe(1_000)
  await clock.advance(0)
  expect(cancelled()).toBe(2_500)
})

test('a strategy that breaks its promise is told of', async () => {
  const { attempts, live, told, lane } = tries()
  attempts.launch(portOf(lane, 1), 0)
  live[0]!.fail('a bug')
  await rest(1)
  expect(told).toEqual(['a bug'])
})

test('a host whose rate is used up is not ready', () => {
  const clock = manualClock()
  const rate = createRate({ perHost: 1, clock })
  const attempts = new Attempts(settingsOf({ clock, rate }), {
    answered() {},
    settled() {},
    timedOut() {},
    broken() {},
  })
  const lane = laneOf()
  expect(attempts.ready(lane, 0)).toBe(true)
  rate.reserve('192.0.2.1')
  expect(attempts.ready(lane, 0)).toBe(false)
  clock.jump(1_000)
  expect(attempts.ready(lane, 1_000)).toBe(true)
})
