import assert from 'node:assert/strict'
import type { Clock, Pacer } from 'portscan-core'
import { manualClock, type ManualClock } from '../manual-clock.ts'
import { casesOf, type ContractCase, type Uses } from './contract-case.ts'

/** How a pacer under test is made: with that many tries in flight at most, on that clock. */
export type MakePacer = (options: { readonly concurrency: number; readonly clock: Clock }) => Pacer

/**
 * What every `Pacer` must do, ours or a stranger's.
 *
 * @example
 * const make = (options) => createPacer({ ...pathBounds(timings.normal), ...options })
 * for (const { name, run } of pacerContract(make)) test(name, run)
 */
export function pacerContract(make: MakePacer): ContractCase[] {
  return casesOf(USES, () => make)
}

const CONCURRENCY = 40
/** Milliseconds: longer than any rest after a failure of this machine. */
const LONG_REST = 2_000

const USES: Uses<MakePacer> = {
  'lets as many tries out as were asked for, and no more'(make) {
    const { pacer, clock } = paced(make)
    assert.equal(sendAll(pacer, clock), CONCURRENCY)
    assert.deepEqual([pacer.inFlight, pacer.window], [CONCURRENCY, CONCURRENCY])
    assert.equal(pacer.may(clock.now()), false)
  },

  'a try that is over makes room for one, whether it worked or not'(make) {
    const { pacer, clock } = paced(make)
    sendAll(pacer, clock)
    for (const worked of [true, false]) {
      pacer.ended(worked)
      assert.equal(pacer.inFlight, CONCURRENCY - 1)
      assert.equal(sendAll(pacer, clock), 1)
    }
  },

  'all that was sent and is over leaves nothing in flight'(make) {
    const { pacer, clock } = paced(make)
    for (let round = 0; round < 20; round++) {
      const sent = sendAll(pacer, clock)
      for (let ended = 0; ended < sent; ended++) pacer.ended(ended % 3 > 0)
      assert.equal(pacer.inFlight, 0)
    }
  },

  'a host has one path, the same for all who keep it'(make) {
    const { pacer } = paced(make)
    const path = pacer.path('192.0.2.1')
    assert.equal(pacer.path('192.0.2.1'), path)
    assert.notEqual(pacer.path('192.0.2.2'), path)
    pacer.release('192.0.2.1')
    assert.equal(pacer.path('192.0.2.1'), path)
  },

  'the last one to release a path forgets it; releasing once more does nothing'(make) {
    const { pacer } = paced(make)
    const path = pacer.path('192.0.2.1')
    pacer.path('192.0.2.1')
    pacer.release('192.0.2.1')
    pacer.release('192.0.2.1')
    pacer.release('192.0.2.1')
    pacer.release('198.51.100.1')
    assert.notEqual(pacer.path('192.0.2.1'), path)
  },

  'what this machine could not do makes the window smaller, and sending rest'(make) {
    const { pacer, clock } = paced(make)
    sendAll(pacer, clock)
    fail(pacer, clock)
    assert.ok(pacer.window < CONCURRENCY)
    assert.equal(pacer.may(clock.now()), false)
    clock.jump(LONG_REST)
    assert.equal(pacer.inFlight + sendAll(pacer, clock) > 0, true)
    assert.ok(pacer.inFlight <= CONCURRENCY)
  },

  'failures of one crowd make it smaller once'(make) {
    const { pacer, clock } = paced(make)
    sendAll(pacer, clock)
    const sentAt = clock.now()
    clock.jump(5)
    fail(pacer, clock, sentAt)
    const { window } = pacer
    for (let more = 0; more < 20; more++) fail(pacer, clock, sentAt)
    assert.equal(pacer.window, window)
  },

  'never closes the window, and opens it again when tries work'(make) {
    const { pacer, clock } = paced(make)
    for (let round = 0; round < 50; round++) failRound(pacer, clock)
    assert.equal(pacer.window, 1)
    for (let round = 0; round < 20 * CONCURRENCY; round++) {
      clock.jump(LONG_REST)
      for (let sent = sendAll(pacer, clock); sent > 0; sent--) pacer.ended(true)
    }
    assert.equal(pacer.window, CONCURRENCY)
  },

  'is stuck for as long as nothing works at a window of one'(make) {
    const { pacer, clock } = paced(make)
    assert.equal(pacer.stuckFor(clock.now()), 0)
    for (let round = 0; round < 50; round++) failRound(pacer, clock)
    const before = pacer.stuckFor(clock.now())
    for (let round = 0; round < 5; round++) failRound(pacer, clock)
    assert.ok(pacer.stuckFor(clock.now()) >= before + 5 * LONG_REST)
    clock.jump(LONG_REST)
    assert.equal(sendAll(pacer, clock), 1)
    pacer.ended(true)
    assert.equal(pacer.stuckFor(clock.now()), 0)
  },
}

function paced(make: MakePacer): { pacer: Pacer; clock: ManualClock } {
  const clock = manualClock()
  return { clock, pacer: make({ concurrency: CONCURRENCY, clock }) }
}

/** Sends for as long as it may; gives how many. */
function sendAll(pacer: Pacer, clock: ManualClock): number {
  let sent = 0
  for (; pacer.may(clock.now()) && sent <= CONCURRENCY; sent++) pacer.sent()
  return sent
}

/** One try that this machine could not send. */
function fail(pacer: Pacer, clock: ManualClock, sentAt = clock.now()): void {
  pacer.ended(false)
  pacer.localFailure(clock.now(), sentAt)
}

/** A round in which nothing works. */
function failRound(pacer: Pacer, clock: ManualClock): void {
  clock.jump(LONG_REST)
  const sent = sendAll(pacer, clock)
  for (let failed = 0; failed < sent; failed++) fail(pacer, clock)
}
